import ArgumentParser
import Glibc
import TuneQLSyntax

/// `tuneql fmt`: the layout of scripts.
struct FormatCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt",
        abstract: "Format scripts.",
        discussion: """
            tuneql fmt examples
            tuneql fmt --check --diff examples
            tuneql fmt - < jobs.iql

            Keywords are written in upper case and clauses on lines of their own; a short \
            statement on one line stays there. Comments, {{ placeholders }} and names stay as they \
            are. A statement that cannot be parsed is left alone, with a warning.
            """
    )

    @Argument(
        help: ArgumentHelp(
            "Files of statements, or directories of .iql and .sql files; - is stdin, and writes to "
                + "stdout.",
            valueName: "file"
        )
    )
    var files: [String]

    @Flag(help: "Change nothing; exit with 1 and name the files that are not formatted.")
    var check = false

    @Flag(help: "Change nothing; show what would change.")
    var diff = false

    @Option(help: ArgumentHelp("The form of the list of files.", valueName: "format"))
    var format = FileListFormat.text

    func run() async throws {
        let isUnformatted = try await reportingFailures {
            var changed: [String] = []
            for path in try ScriptFiles.paths(of: files) where try handle(path) {
                changed.append(path == "-" ? "stdin" : path)
            }
            if format == .json || !changed.isEmpty, lists { try printOutput(format.text(changed)) }
            return !changed.isEmpty
        }
        if check, isUnformatted { throw ExitCode(1) }
    }

    /// Whether the names of files are written, rather than their text or differences.
    private var lists: Bool { format == .json || check && !diff }

    /// Formats a file; returns whether its text changes.
    private func handle(_ path: String) throws -> Bool {
        let script = try ScriptSources.script(inFile: path)
        let outcome = SQLFormatter.formatted(script.original)
        for mistake in outcome.mistakes {
            printMessage(
                script.report(
                    "warning",
                    "this statement is left as it is: \(mistake.message)",
                    at: mistake.range,
                    help: nil
                )
            )
        }
        let isChanged = outcome.text != script.original
        if diff, isChanged {
            let name = script.name ?? path
            try printOutput(LineDifference(script.original, outcome.text, name: name).text)
        }
        guard !check, !diff else { return isChanged }
        if path == "-" {
            try Outlet(STDOUT_FILENO).write(Array(outcome.text.utf8).span)
        } else if isChanged {
            try RewrittenFile.write(outcome.text, to: path)
        }
        return isChanged
    }
}
