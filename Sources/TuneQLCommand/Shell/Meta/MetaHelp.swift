/// The texts of `.help`.
enum MetaHelp {
    /// The list of commands, a line or two each, for a terminal of some columns.
    static func list(width: Int) -> String {
        let rows = MetaCommand.all.map { (heading($0), $0.summary) }
        let column = min(rows.map { $0.0.count }.max() ?? 0, max(16, width / 3))
        let lines = rows.map { heading, summary in
            let gap = String(repeating: " ", count: max(0, column - heading.count))
            return heading.count <= column && column + 2 + summary.count <= width
                ? "\(heading)\(gap)  \(summary)" : "\(heading)\n    \(summary)"
        }
        return ([introduction] + lines + [closing]).joined(separator: "\n")
    }

    private static let introduction =
        "Statements end with ; and may have many lines. Commands to the shell:\n"
    private static let closing = """

        Each also begins with \\, as in psql: \\dt, \\d NAME, \\x, \\timing, \\q.
        .help NAME tells more, .help shortcuts lists the keys; quit or Ctrl-D leaves.
        """

    /// A command's name and arguments.
    static func heading(_ command: MetaCommand) -> String {
        ".\(command.name)" + (command.arguments.isEmpty ? "" : " \(command.arguments)")
    }

    /// One command in detail.
    static func detail(_ command: MetaCommand) -> String {
        var lines = [heading(command), "    \(command.summary)."]
        if !command.detail.isEmpty { lines.append("    \(command.detail)") }
        if !command.aliases.isEmpty {
            let names = command.aliases.map { "\\\($0)" }.joined(separator: ", ")
            lines.append("    Also: \(names)")
        }
        return lines.joined(separator: "\n")
    }

    /// The keys.
    static let shortcuts = """
        Enter             run a whole statement, or add a line to an open one
        Ctrl-C            drop the line; end the running statement and keep its rows
        Ctrl-C twice      end the program while a statement is being ended
        Ctrl-D            leave, on an empty line
        Ctrl-Z            suspend; fg resumes with the line as it was
        Ctrl-L            clear the screen
        Up, Down          go through the history, a whole statement each
        Ctrl-R            search the history backwards
        Tab               complete
        Alt/Ctrl-Left     a word back (also Alt-b)
        Alt/Ctrl-Right    a word on (also Alt-f)
        Ctrl-A, Ctrl-E    to the beginning, to the end (also Home, End)
        Ctrl-W            delete the word before the cursor
        Ctrl-U, Ctrl-K    delete to the beginning, to the end
        Ctrl-Y            put back what was deleted
        A line that begins with a blank stays out of the history.
        """
}
