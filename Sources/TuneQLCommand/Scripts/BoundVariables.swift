import TuneQL
import TuneQLJSON
import TuneQLSyntax
import TuneQLTemplates
import TuneQLText

/// The values of a script's variables: `:name`, `@name` and `$name`.
struct BoundVariables {
    /// Values as `name=value`; they win over those of files.
    var entries: [String] = []
    /// Files whose members are values.
    var files: [String] = []

    var isEmpty: Bool { entries.isEmpty && files.isEmpty }

    /// The values by name.
    func bindings(readingFiles readsFiles: Bool) throws -> Bindings {
        var named: [String: Value] = [:]
        for path in files {
            let text = try Files.text(of: path)
            let values = ValueText(
                name: path,
                text: text,
                language: ValueLanguage(ofFile: path, text: text),
                importsFiles: readsFiles
            )
            do throws(TemplateFailure) {
                for member in try values.values().members {
                    named[Self.bare(member.name)] = Self.value(of: member.value)
                }
            } catch {
                throw CommandError(error.message)
            }
        }
        for entry in entries {
            let name = String(entry.prefix { $0 != "=" })
            named[Self.bare(name)] = ParameterValue.value(
                of: String(entry.dropFirst(name.count + 1))
            )
        }
        return Bindings(positional: [], named: named)
    }

    private static func value(of json: JSONValue) -> Value {
        switch json {
        case .null: .null
        case .bool(let value): .boolean(value)
        case .number(let digits): number(digits)
        case .string(let text): .text(text)
        case .array, .object: .json(json.text)
        }
    }

    /// An integer of more than 64 bits stays a text, since SQL would round it.
    private static func number(_ digits: String) -> Value {
        if let integer = Int64(digits) { return .integer(integer) }
        let isWhole = digits.utf8.allSatisfy { $0.isDigit || $0 == UInt8(ascii: "-") }
        guard !isWhole, let real = Double(digits), real.isFinite else { return .text(digits) }
        return .real(real)
    }

    /// A name without the mark that variables have in SQL.
    private static func bare(_ name: String) -> String {
        guard let first = name.first, ":@$".contains(first) else { return name }
        return String(name.dropFirst())
    }

    /// Warns of values whose variables occur in no script: their names may be misspelt.
    func warnOfUnused(among scripts: [Script]) {
        guard !entries.isEmpty else { return }
        let names = scripts.reduce(into: Set<String>()) { names, script in
            names.formUnion(Self.names(in: script.text))
        }
        for entry in entries {
            let name = Self.bare(String(entry.prefix { $0 != "=" }))
            guard !names.contains(name) else { continue }
            let nearest = Suggestion.nearest(to: name, among: names.sorted())
            let help = nearest.map { "\nhelp: did you mean \($0)?" } ?? ""
            printMessage("warning: there is no variable :\(name) for --param\(help)")
        }
    }

    private static func names(in text: String) -> Set<String> {
        let bytes = Array(text.utf8)
        var lexer = Lexer(bytes)
        var names: Set<String> = []
        while let token = try? lexer.next(), token.kind != .end {
            guard token.kind == .variable else { continue }
            names.insert(bare(String(decoding: bytes[token.range], as: UTF8.self)))
        }
        return names
    }
}
