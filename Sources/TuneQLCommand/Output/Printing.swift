import Glibc
import TuneQLTransport
import TuneQLRendering
import TuneQLText

/// Writes a line to stderr, without secrets and with terminal control characters escaped.
///
/// A failure is ignored: stderr is where it would be reported.
///
/// - Parameters:
///   - text: One or more lines.
///   - shorteningNames: Whether overlong names are shortened, as in messages for people.
func printMessage(_ text: String, shorteningNames: Bool = true) {
    let text = Redactor.shared.redact(text)
    _ = try? Outlet.error.write(bytes(ofLine: shorteningNames ? text.cuttingLongNames : text).span)
}

/// Writes a line to stdout, with terminal control characters escaped.
///
/// - Throws: ``CommandError`` when it cannot be written, ``ClosedPipe`` when the reader has left.
func printOutput(_ text: String) throws {
    try Outlet(STDOUT_FILENO).write(bytes(ofLine: text).span)
}

private func bytes(ofLine text: String) -> [UInt8] {
    Array(TerminalText.harmless(text).utf8) + [0x0A]
}
