import ArgumentParser
import TuneQL

/// `tuneql exec`: statements from the command line, from files or from stdin.
struct ExecCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exec",
        abstract: "Run statements and write their results."
    )

    @OptionGroup var script: ScriptOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Safety") var policy: PolicyOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func run() async throws {
        let exitCode = try await reportingFailures { try await runScripts() }
        if exitCode != 0 { throw ExitCode(exitCode) }
    }

    private func runScripts() async throws -> Int32 {
        if script.isEmpty { try output.checkOutfile() }
        let scripts = try script.scripts()
        let engine = try connection.makeEngine(
            CallMonitor(isVerbose: connection.verbose),
            isSafe: policy.isSafe
        )
        let output = try ResultWriter(output)
        let interruption = Interruption()
        let runner = ScriptRunner(
            session: try engine.makeSession(policy: policy.policy),
            output: output,
            interruption: interruption,
            keepsGoing: script.keepGoing,
            showsTiming: self.output.stats
        )
        var exitCode: Int32 = 0
        for script in scripts {
            let code = try await runner.run(script)
            if exitCode == 0 { exitCode = code }
            let isEnded = code == QueryError.Code.cancelled.exitCode || output.isAbandoned
            if isEnded || code != 0 && !self.script.keepGoing { break }
        }
        return interruption.exitCode(exitCode)
    }
}
