import ArgumentParser
import TuneQL

/// `tuneql check`: the mistakes in scripts, found without running them.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Find the mistakes in scripts, without a call.",
        discussion: """
            tuneql check examples
            tuneql check --var projectsId=demo-project jobs.iql
            tuneql check --format json jobs.iql | jq '.[].message'

            Names, parameters, types and values are compared with the catalog. No request is sent, \
            no credentials are needed, and nothing is written. Without --var and --iqldata, \
            {{ placeholders }} may have any value. Exit code 1 when there is a mistake.
            """
    )

    @Argument(
        help: ArgumentHelp(
            "Files of statements, or directories of .iql and .sql files; - is stdin.",
            valueName: "file"
        )
    )
    var files: [String]

    @Option(
        name: [.customShort("q"), .customLong("iqldata")],
        help: ArgumentHelp(
            "Values for {{ placeholders }} from a file of JSON, YAML or jsonnet; may be repeated.",
            valueName: "file"
        )
    )
    var iqldata: [String] = []

    @Option(
        name: .customLong("var"),
        help: ArgumentHelp(
            "A value for a {{ placeholder }}; may be repeated.",
            valueName: "name=value"
        )
    )
    var variables: [String] = []

    @Option(help: ArgumentHelp("The form of the list of mistakes.", valueName: "format"))
    var format = DiagnosticFormat.text

    @Flag(help: "Exit with 1 also when there are only warnings.")
    var strict = false

    @Option(
        help: ArgumentHelp(
            "Use the provider documents in this directory before the built-in ones.",
            valueName: "place"
        )
    )
    var registry: String?

    @Option(
        help: ArgumentHelp(
            "Know the tables and views of this SQLite file; it is not changed.",
            valueName: "file"
        )
    )
    var database: String?

    func validate() throws {
        for entry in variables where !entry.contains("=") {
            throw ValidationError("--var takes name=value, not \(entry)")
        }
    }

    func run() async throws {
        let hasMistakes = try await reportingFailures {
            let report = try await report()
            if let text = report.text(as: format) { try printOutput(text) }
            if let summary = report.summary, format == .text { printMessage(summary) }
            return report.hasErrors || strict && report.hasWarnings
        }
        if hasMistakes { throw ExitCode(1) }
    }

    /// The mistakes in all files.
    private func report() async throws -> DiagnosticReport {
        let engine = try makeEngine()
        let sources = ScriptValues(files: iqldata, variables: variables)
        let checker = ScriptChecker(
            engine: engine,
            values: iqldata.isEmpty && variables.isEmpty ? nil : try sources.values(),
            sources: sources
        )
        var report = DiagnosticReport()
        var constructs = ""
        for path in try ScriptFiles.paths(of: files) {
            let script = try ScriptSources.script(inFile: path)
            for checked in try await checker.check(script) {
                report.add(checked.found, in: checked.script)
                constructs += ScriptChecker.constructs(in: checked.script) + "\n"
            }
        }
        for name in sources.variableNames
        where !ScriptChecker.mentions(name, in: constructs) {
            report.add(
                Diagnostic(.warning, "unused", "there is no placeholder {{ \(name) }} for --var")
            )
        }
        return report
    }

    private func makeEngine() throws -> Engine {
        var configuration = Engine.Configuration()
        configuration.environment = environment()
        configuration.allowsFiles = true
        configuration.database = database
        var sources: [Engine.Configuration.CatalogSource] = []
        if let registry,
            let source = try Engine.Configuration.CatalogSource.registry(
                registry,
                environment: environment()
            )
        {
            sources.append(source)
        }
        if let installed = Engine.Configuration.CatalogSource.installed(in: environment()) {
            sources.append(installed)
        }
        configuration.catalogs = sources + [.embedded]
        return try Engine(configuration)
    }
}
