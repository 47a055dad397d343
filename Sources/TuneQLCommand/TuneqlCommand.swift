import ArgumentParser
import Glibc
import TuneQL

/// The program: `tuneql shell`, `tuneql exec`, `tuneql emulator`, `tuneql auth`.
@main
struct TuneqlCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tuneql",
        abstract: "Ask cloud APIs in SQL.",
        discussion: """
            tuneql exec --emulator "SELECT name, state FROM google.aiplatform.tuning_jobs \
            WHERE projectsId = 'demo-project' AND locationsId = 'us-central1'"

            Without a subcommand, SQL or -i FILE is executed, and a terminal gets the shell.
            Exit codes: 0 ok, 1 SQL or usage, 2 API error, 3 partial result, 4 credentials, \
            5 quota, 124 time limit, 128 and the signal's number when interrupted.
            """,
        version: "tuneql v\(TuneQLVersion.current)",
        subcommands: [
            ExecCommand.self, ShellCommand.self, EmulatorCommand.self, AuthCommand.self,
        ],
        defaultSubcommand: ExecCommand.self
    )

    static func main() async {
        // Whatever is written may hold data.
        umask(umask(0o077) | 0o077)
        var arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first.map({ $0.hasPrefix("-") }) ?? true, isatty(STDIN_FILENO) == 1,
            !arguments.contains(where: { startsScript($0) })
        {
            arguments.insert("shell", at: 0)
        }
        do {
            var command = try command(of: arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let code as ExitCode where code.rawValue != 0 {
            Glibc.exit(code.rawValue)
        } catch {
            let code = exitCode(for: error).rawValue
            let text = fullMessage(for: error)
            if !text.isEmpty { print(text, to: code == 0 ? .output : .error) }
            Glibc.exit(code == 0 ? 0 : 1)
        }
    }

    /// The command that arguments call for.
    ///
    /// `exec` parses its own in half of the time that the root takes. What it does not understand is
    /// left to the root, whose messages name the whole command.
    private static func command(of arguments: [String]) throws -> any ParsableCommand {
        if arguments.first == "exec",
            let exec = try? ExecCommand.parse(Array(arguments.dropFirst()))
        {
            return exec
        }
        return try parseAsRoot(arguments)
    }

    /// Whether an argument says that statements, help or the version are wanted, not the shell.
    private static func startsScript(_ argument: String) -> Bool {
        ["-i", "--infile", "-h", "--help", "--version"].contains(argument)
            || argument.hasPrefix("--infile=") || !argument.hasPrefix("-") && argument.contains(" ")
    }
}
