import CEdit
import Glibc
import TuneQLTransport

/// Reads lines from a terminal with libedit: editing, history, Ctrl-C.
@MainActor
struct LineReader {
    /// The result of reading a line.
    enum Line {
        case text(String)
        /// Ctrl-C.
        case interrupted
        /// Ctrl-D on an empty line.
        case end
    }

    private let historyFile: String?
    private let interruption: Interruption

    /// Starts line editing.
    ///
    /// - Parameters:
    ///   - historyFile: The file for entered statements; nil keeps none.
    ///   - interruption: The receiver of Ctrl-C.
    init(historyFile: String?, interruption: Interruption) {
        // Without a locale libedit drops everything that is not ASCII.
        setlocale(LC_ALL, "")
        self.historyFile = historyFile
        self.interruption = interruption
        KeyReader.install()
        using_history()
        stifle_history(10_000)
        if let historyFile { read_history(historyFile) }
    }

    /// Reads a line without its newline.
    func line(prompt: String) -> Line {
        let text = readline(prompt)
        defer { free(text) }
        guard !interruption.takePending() else { return .interrupted }
        return text.map { .text(String(cString: $0)) } ?? .end
    }

    /// Adds a statement to the history, without secrets, unless it starts with a blank.
    func remember(_ statement: String) {
        guard let first = statement.first, first != " " else { return }
        let line = statement.split(separator: "\n").joined(separator: " ")
        add_history(Redactor.shared.redact(line))
        guard let historyFile else { return }
        write_history(historyFile)
    }
}
