import Glibc
import TuneQLRendering

/// A line on the terminal that says what is being done; without a terminal there is none.
final class ProgressLine {
    private let isShown = isatty(STDERR_FILENO) == 1
    private var isEmpty = true
    private var last: ContinuousClock.Instant?

    private static let width = 72
    private static let interval = Duration.milliseconds(50)

    /// Replaces the text, at most twenty times per second.
    func show(_ text: String) {
        let now = ContinuousClock.now
        guard isShown, last.map({ now - $0 >= Self.interval }) ?? true else { return }
        last = now
        isEmpty = false
        write("\r\u{1B}[K" + TerminalText.harmless(String(text.prefix(Self.width))))
    }

    /// Removes the text.
    func clear() {
        guard !isEmpty else { return }
        isEmpty = true
        write("\r\u{1B}[K")
    }

    private func write(_ text: String) {
        _ = try? Outlet.error.write(Array(text.utf8).span)
    }
}
