import ArgumentParser
import TuneQL

/// `tuneql exec`: statements from the command line, from files or from stdin.
struct ExecCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exec",
        abstract: "Run statements and write their results."
    )

    @Argument(
        help: ArgumentHelp(
            "Statements to run, or a file that contains them; - reads stdin.",
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

    @Option(
        name: .customLong("env"),
        help: ArgumentHelp(
            "An environment variable for a {{ placeholder }}; may be repeated.",
            valueName: "NAME"
        )
    )
    var environmentNames: [String] = []

    @Option(
        name: .customLong("env-file"),
        help: ArgumentHelp(
            "Values for {{ placeholders }} from a .env file; may be repeated.",
            valueName: "file"
        )
    )
    var environmentFiles: [String] = []

    @Option(
        name: .customLong("param"),
        help: ArgumentHelp(
            "A value for a variable, :name, @name or $name; may be repeated.",
            valueName: "name=value"
        )
    )
    var parameters: [String] = []

    @Option(
        name: .customLong("params"),
        help: ArgumentHelp(
            "Values for variables from a file of JSON, YAML or jsonnet; may be repeated.",
            valueName: "file"
        )
    )
    var parameterFiles: [String] = []

    @Flag(help: "Continue after a failed statement; the exit code still reports it.")
    var keepGoing = false

    @Option(
        help: ArgumentHelp(
            "Write the statements as tests in JUnit's format: an ASSERT that does not hold fails.",
            valueName: "file"
        )
    )
    var junit: String?

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Safety") var policy: PolicyOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func validate() throws {
        for entry in variables where !entry.contains("=") {
            throw ValidationError("--var takes name=value, not \(entry)")
        }
        for entry in parameters where !entry.contains("=") {
            throw ValidationError("--param takes name=value, not \(entry)")
        }
    }

    /// The statements to run, and the values of their placeholders.
    var sources: ScriptSources {
        ScriptSources(
            arguments: sql,
            files: infile,
            values: ScriptValues(
                files: iqldata,
                variables: variables,
                environmentNames: environmentNames,
                environmentFiles: environmentFiles,
                readsFiles: !policy.isSafe
            )
        )
    }

    func run() async throws {
        let exitCode = try await reportingFailures { try await runScripts() }
        if exitCode != 0 { throw ExitCode(exitCode) }
    }

    private func runScripts() async throws -> Int32 {
        let sources = sources
        if sources.isEmpty { try output.checkOutfile() }
        if let junit { try RewrittenFile.check(junit) }
        let scripts = try sources.scripts()
        let variables = BoundVariables(entries: parameters, files: parameterFiles)
        let bindings = try variables.bindings(readingFiles: !policy.isSafe)
        variables.warnOfUnused(among: scripts)
        let engine = try connection.makeEngine(
            CallMonitor(isVerbose: connection.verbose),
            isSafe: policy.isSafe
        )
        let output = try ResultWriter(output)
        let interruption = Interruption()
        let tests = junit.map { _ in TestReport(of: scripts) }
        let runner = ScriptRunner(
            session: try engine.makeSession(policy: policy.policy),
            output: output,
            interruption: interruption,
            keepsGoing: keepGoing,
            showsTiming: self.output.stats,
            bindings: bindings,
            tests: tests
        )
        let exitCode: Int32
        do {
            exitCode = try await run(scripts, by: runner)
        } catch {
            try writeTests(tests)
            throw error
        }
        try writeTests(tests)
        try output.close()
        return interruption.exitCode(exitCode)
    }

    /// Runs scripts up to the first failure that ends them; returns the exit code.
    private func run(_ scripts: [Script], by runner: ScriptRunner) async throws -> Int32 {
        var exitCode: Int32 = 0
        for (index, script) in scripts.enumerated() {
            runner.tests?.begin(script: index)
            let code = try await runner.run(script)
            if exitCode == 0 { exitCode = code }
            let isEnded =
                code == QueryError.Code.cancelled.exitCode || runner.output.isAbandoned
            if isEnded || code != 0 && !keepGoing { break }
        }
        return exitCode
    }

    private func writeTests(_ tests: TestReport?) throws(CommandError) {
        guard let junit, let tests else { return }
        try RewrittenFile.write(tests.document, to: junit)
    }
}
