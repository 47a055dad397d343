import TuneQLSyntax
import TuneQLTemplates
import TuneQLText

/// The statements that `tuneql exec` is given, and the values of their placeholders.
struct ScriptSources {
    /// Statements, or files that hold them; `-` is stdin.
    let arguments: [String]
    /// Files of statements; `-` is stdin.
    let files: [String]
    /// A JSON file with values for placeholders; nil for none.
    let valuesFile: String?
    /// Values for placeholders, each as `name=value`; they win over those of the file.
    let variables: [String]

    /// Whether neither statements nor files are given.
    var isEmpty: Bool { arguments.isEmpty && files.isEmpty }

    /// The scripts to run, named as in messages, with their placeholders filled.
    func scripts() throws -> [Script] {
        let values = try values()
        let texts =
            try arguments.map(Self.script(ofArgument:))
            + (isEmpty ? ["-"] : files).map(Self.script(inFile:))
        let scripts = try texts.map { try $0.filled(with: values) }
        warnOfUnused(among: scripts)
        return scripts
    }

    /// The script that an argument is or names.
    private static func script(ofArgument argument: String) throws -> Script {
        argument == "-" || namesFile(argument)
            ? try script(inFile: argument) : Script(name: nil, text: argument)
    }

    /// The script in a file, named as in messages.
    static func script(inFile path: String) throws -> Script {
        path == "-"
            ? Script(name: "stdin", text: try Files.standardInput())
            : Script(name: path, text: try Files.text(of: path))
    }

    /// Whether an argument is a file's name: `jobs.iql`, or the path of a readable file.
    private static func namesFile(_ argument: String) -> Bool {
        let hasBlanks = argument.utf8.contains { $0 <= 0x20 }
        if Files.isNamedAsScript(argument), !hasBlanks { return true }
        let mayName = argument.utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }
        return mayName && Files.isReadable(argument)
    }

    /// Warns of values without a placeholder: their names may be misspelt.
    private func warnOfUnused(among scripts: [Script]) {
        let placeholders = scripts.reduce(into: Set<String>()) { names, script in
            names.formUnion(Template.placeholderNames(in: script.original))
        }
        for name in variables.map(Self.name(of:)) where !placeholders.contains(name) {
            let nearest = Suggestion.nearest(to: name, among: placeholders.sorted())
            let help = nearest.map { "\nhelp: did you mean \($0)?" } ?? ""
            printMessage("warning: there is no placeholder {{ \(name) }} for --var\(help)")
        }
    }

    /// The values of placeholders.
    func values() throws -> [String: TemplateValue] {
        var values: [String: TemplateValue] = [:]
        if let valuesFile {
            let text = try Files.text(of: valuesFile)
            values = try TemplateValue.values(inJSON: text, name: valuesFile)
        }
        for entry in variables {
            let name = Self.name(of: entry)
            values[name] = .word(String(entry.dropFirst(name.count + 1)))
        }
        return values
    }

    /// The name in `name=value`.
    static func name(of entry: String) -> String {
        String(entry.prefix { $0 != "=" })
    }
}
