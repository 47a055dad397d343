import ArgumentParser
import TuneQL

/// `tuneql watch`: a statement that runs again and again.
struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Run a statement again and again and mark what has changed.",
        discussion: """
            It ends when a condition holds for every row: UNTIL at the statement's end, or --until. \
            A first column tells what has changed since the run before.

            tuneql watch --emulator --interval 10 --bell "SELECT name, state FROM \
            google.aiplatform.tuning_jobs WHERE projectsId = 'demo-project' AND \
            locationsId = 'us-central1' UNTIL state IN ('JOB_STATE_SUCCEEDED', 'JOB_STATE_FAILED')"
            """
    )

    @Argument(help: ArgumentHelp("The statement.", valueName: "SQL"))
    var sql: String

    @Option(
        help: ArgumentHelp("The time between two runs, e.g. 5, 500ms or 2m.", valueName: "time")
    )
    var interval = "5"

    @Option(help: ArgumentHelp("Tell rows apart by this column.", valueName: "column"))
    var key: String?

    @Option(help: ArgumentHelp("End when this holds for every row.", valueName: "condition"))
    var until: String?

    @Option(help: ArgumentHelp("Run the statement no more often than this.", valueName: "n"))
    var count: Int?

    @Flag(help: "Ring the terminal's bell at the end.")
    var bell = false

    @Option(
        name: .customLong("run"),
        help: ArgumentHelp("Run this in the system's shell at the end.", valueName: "command")
    )
    var command: String?

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Safety") var policy: PolicyOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func validate() throws {
        guard count ?? 1 > 0 else { throw ValidationError("--count takes a number above 0") }
    }

    func run() async throws {
        let code = try await reportingFailures { try await watch() }
        if code != 0 { throw ExitCode(code) }
    }

    private func watch() async throws -> Int32 {
        let options = try options()
        let engine = try connection.makeEngine(
            CallMonitor(isVerbose: connection.verbose),
            isSafe: policy.isSafe
        )
        let interruption = Interruption()
        let runner = ScriptRunner(
            session: try engine.makeSession(policy: policy.policy),
            output: try ResultWriter(output),
            interruption: interruption,
            keepsGoing: false
        )
        do {
            return interruption.exitCode(try await Watcher(runner, options, text: sql).run())
        } catch let error as MetaError {
            throw CommandError(error.message)
        }
    }

    private func options() throws(CommandError) -> WatchOptions {
        var options = WatchOptions()
        (options.key, options.count, options.condition) = (key, count, until)
        (options.rings, options.command) = (bell, command)
        do throws(MetaError) {
            try options.setInterval(interval)
        } catch {
            throw CommandError(error.message)
        }
        return options
    }
}
