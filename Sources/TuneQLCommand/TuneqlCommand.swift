import ArgumentParser
import Glibc
import TuneQL

/// The program: `tuneql shell`, `tuneql exec`, `tuneql watch`, `tuneql emulator`, `tuneql report`,
/// `tuneql auth`, `tuneql registry`.
@main
struct TuneqlCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tuneql",
        abstract: "Query cloud APIs in SQL.",
        discussion: """
            tuneql exec --emulator "SELECT name, state FROM google.aiplatform.tuning_jobs \
            WHERE projectsId = 'demo-project' AND locationsId = 'us-central1'"

            Without a subcommand, SQL or -i FILE is executed, and a terminal gets the shell.
            Exit codes: 0 ok, 1 SQL or usage, 2 API error, 3 partial result, 4 credentials, \
            5 quota, 124 time limit, 128 and the signal's number when interrupted.
            """,
        version: "tuneql v\(TuneQLVersion.current)",
        subcommands: [
            ExecCommand.self, ShellCommand.self, WatchCommand.self, EmulatorCommand.self,
            ReportCommand.self,
            AuthCommand.self, RegistryCommand.self, CheckCommand.self, FormatCommand.self,
            ManifestCommand.self, DeployCommand.self,
        ],
        defaultSubcommand: ExecCommand.self
    )

    static func main() async {
        StandardStreams.fillGaps()
        // The runtime reads them from /proc, and without it the program would do nothing and succeed.
        guard !CommandLine.arguments.isEmpty else {
            printMessage("error: the arguments cannot be read: /proc is not mounted")
            StandardStreams.leave(1)
        }
        // A file that may not grow is an error of the write, not the end of the program.
        signal(SIGXFSZ, SIG_IGN)
        // Written files may hold confidential data.
        umask(umask(0o077) | 0o077)
        let code = await exitCode(of: Array(CommandLine.arguments.dropFirst()))
        StandardStreams.leave(code)
    }

    /// Runs the command that the arguments name.
    private static func exitCode(of arguments: [String]) async -> Int32 {
        do {
            var command = try command(of: arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            return 0
        } catch let code as ExitCode where code.rawValue != 0 {
            return code.rawValue
        } catch {
            return await printUsage(error)
        }
    }

    /// Prints help, the version, or the mistake in the arguments.
    private static func printUsage(_ error: any Error) async -> Int32 {
        let isRequested = exitCode(for: error).isSuccess
        let text = fullMessage(for: error)
        guard isRequested else {
            printMessage(text)
            // Programs that run stackql-deploy know wrong usage by this code.
            return CommandLine.arguments.dropFirst().first == "deploy" ? 2 : 1
        }
        do {
            try await reportingFailures { if !text.isEmpty { try printOutput(text) } }
            return 0
        } catch {
            return (error as? ExitCode)?.rawValue ?? 1
        }
    }

    /// The command that the arguments name.
    ///
    /// `exec` and `shell` parse their own in half the time that the root takes. Other arguments are
    /// left to the root, whose messages name the whole command.
    private static func command(of arguments: [String]) throws -> any ParsableCommand {
        let rest = Array(arguments.dropFirst())
        if arguments.first == "exec", let exec = try? ExecCommand.parse(rest) { return exec }
        let arguments = asksForShell(arguments) ? ["shell"] + arguments : arguments
        if arguments.first == "shell",
            let shell = try? ShellCommand.parse(Array(arguments.dropFirst()))
        {
            return shell
        }
        return try parseAsRoot(arguments)
    }

    /// Whether stdin is a terminal and the arguments are options of `exec` without statements.
    private static func asksForShell(_ arguments: [String]) -> Bool {
        guard arguments.first?.hasPrefix("-") ?? true, isatty(STDIN_FILENO) == 1,
            let exec = try? ExecCommand.parse(arguments)
        else { return false }
        return exec.sources.isEmpty
    }
}
