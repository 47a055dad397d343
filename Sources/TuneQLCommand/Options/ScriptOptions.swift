import ArgumentParser
import TuneQLSyntax
import TuneQLText

/// The statements, and the values of their placeholders.
struct ScriptOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Statements to run, or a file that holds them; - reads stdin.",
            valueName: "SQL"
        )
    )
    var sql: [String] = []

    @Option(
        name: [.customShort("i"), .customLong("infile")],
        help: ArgumentHelp("Run the statements in a file; - is stdin.", valueName: "file")
    )
    var infile: [String] = []

    @Option(
        name: [.customShort("q"), .customLong("iqldata")],
        help: ArgumentHelp("A JSON file with values for {{ placeholders }}.", valueName: "file")
    )
    var iqldata: String?

    @Option(
        name: .customLong("var"),
        help: ArgumentHelp(
            "A value for a {{ placeholder }}; may be repeated.",
            valueName: "name=value"
        )
    )
    var variables: [String] = []

    @Flag(help: "Go on after a failed statement; the exit code still tells.")
    var keepGoing = false

    func validate() throws {
        for entry in variables where !entry.contains("=") {
            throw ValidationError("--var takes name=value, not \(entry)")
        }
    }

    /// Whether neither statements nor files are given.
    var isEmpty: Bool { sql.isEmpty && infile.isEmpty }

    /// The scripts to run, named as in messages, with their placeholders filled.
    func scripts() throws -> [Script] {
        let values = try placeholderValues()
        let texts =
            try sql.map(Self.script(ofArgument:))
            + (isEmpty ? ["-"] : infile).map(Self.script(inFile:))
        let scripts = try texts.map { try $0.filled(with: values) }
        warnOfUnused(among: scripts)
        return scripts
    }

    /// The script that an argument is or names.
    private static func script(ofArgument argument: String) throws -> Script {
        argument == "-" || namesFile(argument)
            ? try script(inFile: argument) : Script(name: nil, text: argument)
    }

    private static func script(inFile path: String) throws -> Script {
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

    private func placeholderValues() throws -> [String: TemplateValue] {
        var values: [String: TemplateValue] = [:]
        if let iqldata {
            values = try TemplateValue.values(inJSON: try Files.text(of: iqldata), name: iqldata)
        }
        for entry in variables {
            let name = Self.name(of: entry)
            values[name] = .word(String(entry.dropFirst(name.count + 1)))
        }
        return values
    }

    private static func name(of entry: String) -> String {
        String(entry.prefix { $0 != "=" })
    }
}
