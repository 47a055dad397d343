import ArgumentParser
import TuneQL

/// `tuneql shell`: statements as they are typed.
struct ShellCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shell",
        abstract: "Run statements interactively.",
        discussion: """
            Statements end with ;. help lists the commands of the shell, quit or Ctrl-D leaves.

            tuneql shell --emulator
            tuneql shell --init jobs.iql
            """
    )

    @Option(
        name: .customLong("init"),
        help: ArgumentHelp(
            "Run this file first, in place of init.iql in the configuration directory.",
            valueName: "file"
        )
    )
    var initFile: String?

    @Flag(name: .customLong("no-init"), help: "Run no file first.")
    var skipsInit = false

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Safety") var policy: PolicyOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func run() async throws {
        try await reportingFailures {
            try output.checkOutfile()
            let engine = try connection.makeEngine(
                CallMonitor(isVerbose: connection.verbose),
                isSafe: policy.isSafe
            )
            let interruption = Interruption()
            let session = try engine.makeSession(policy: policy.policy)
            _ = try await session.run("SET cache.ttl = '30s'")
            let writer = try ResultWriter(output)
            writer.settings.isInteractive = true
            let runner = ScriptRunner(
                session: session,
                output: writer,
                interruption: interruption,
                keepsGoing: false,
                showsTiming: self.output.stats
            )
            let shell = await Shell(runner: runner, options: self)
            let code = try await shell.run()
            try await shell.close()
            guard !interruption.isEnd else {
                throw ExitCode(interruption.exitCode(QueryError.Code.cancelled.exitCode))
            }
            if code != 0 { throw ExitCode(code) }
        }
    }
}
