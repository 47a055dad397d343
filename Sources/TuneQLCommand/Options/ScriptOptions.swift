import ArgumentParser
import TuneQLSyntax

/// Where statements come from, and what fills their placeholders.
struct ScriptOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("Statements to run; - reads stdin.", valueName: "SQL"))
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

    /// The texts to run, each with the name that errors give it; the values filled in.
    func scripts() throws -> [Script] {
        let values = try placeholderValues()
        let isSilent = sql.isEmpty && infile.isEmpty
        let texts = try sql.map {
            $0 == "-" ? try Self.standardInput() : Script(name: nil, text: $0)
        }
        let files = try (isSilent ? ["-"] : infile).map { path in
            path == "-"
                ? try Self.standardInput() : Script(name: path, text: try Files.text(of: path))
        }
        return try (texts + files).map { try $0.filled(with: values) }
    }

    private static func standardInput() throws -> Script {
        Script(name: "stdin", text: try Files.standardInput())
    }

    private func placeholderValues() throws -> [String: TemplateValue] {
        var values: [String: TemplateValue] = [:]
        if let iqldata {
            values = try TemplateValue.values(inJSON: try Files.text(of: iqldata), name: iqldata)
        }
        for entry in variables {
            let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            values[String(parts[0])] = .string(String(parts[1]))
        }
        return values
    }
}
