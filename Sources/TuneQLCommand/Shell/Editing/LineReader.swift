import CEdit
import Glibc

/// Reads lines from a terminal with libedit: editing, history, Ctrl-C.
@MainActor
struct LineReader {
    let history: History
    private let interruption: Interruption

    /// Starts line editing.
    ///
    /// - Parameters:
    ///   - historyFile: The file for entered statements; nil keeps none.
    ///   - interruption: The receiver of Ctrl-C.
    init(historyFile: String?, interruption: Interruption) {
        // Without a locale of UTF-8 libedit drops everything that is not ASCII.
        setlocale(LC_ALL, "")
        if String(cString: nl_langinfo(CInt(CODESET))) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
        KeyReader.install()
        rl_initialize()
        LineKeys.bind()
        TabKey.bind()
        history = History(path: historyFile)
        self.interruption = interruption
    }

    /// Reads a line without its newline; a pasted one may have several.
    func line(prompt: String) -> EnteredLine {
        history.refresh()
        JobSignals.begin()
        // libedit itself does so only after it has shown the prompt, and keys come at once.
        rl_prep_terminal(1)
        Self.control(PastedText.begin)
        let text = readline(prompt)
        Self.control(PastedText.end)
        JobSignals.end()
        defer { free(text) }
        guard !interruption.takePending() else { return .interrupted }
        return text.map { .text(String(cString: $0)) } ?? .end
    }

    /// Sends a sequence to a terminal that understands such.
    nonisolated static func control(_ sequence: String) {
        guard isatty(STDOUT_FILENO) == 1, UserDirectory.variable("TERM") ?? "dumb" != "dumb" else {
            return
        }
        let bytes = Array(sequence.utf8)
        _ = write(STDOUT_FILENO, bytes, bytes.count)
    }
}
