import Glibc
import TuneQL
import TuneQLRendering
import TuneQLTransport

/// Asks on the terminal whether several calls may be made.
enum Approval {
    /// Returns when the calls may be made.
    ///
    /// Without a terminal, calls are made if the statement itself determines their number, and
    /// refused if the data does.
    @Sendable static func ask(_ writes: Session.PlannedWrites) async throws(QueryError) {
        guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else {
            guard writes.isDecidedByData else { return }
            throw QueryError(
                .forbidden,
                "\(writes.method) would be called \(writes.count) times, once for each row that "
                    + "was found, and there is no terminal to confirm on",
                help: "--yes proceeds, --dryrun shows the requests; nothing was sent"
            )
        }
        ProgressDisplay.shared.suspend()
        defer { ProgressDisplay.shared.resume() }
        prompt("\(writes.method) will be called \(writes.count) times. Continue? [y/N] ")
        guard let line = await typedLine(), ["y", "yes"].contains(line.lowercased()) else {
            throw QueryError(
                .forbidden,
                "\(writes.method) was not called: the \(writes.count) calls were not confirmed"
            )
        }
    }

    private static func prompt(_ text: String) {
        let text = TerminalText.harmless(Redactor.shared.redact(text))
        _ = try? Outlet.error.write(Array(text.utf8).span)
    }

    /// The typed line; nil at the end of the input and when the task is cancelled.
    private static func typedLine() async -> String? {
        var line: [UInt8] = []
        while !Task.isCancelled {
            var source = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            guard poll(&source, 1, 0) > 0 else {
                try? await Task.sleep(for: .milliseconds(50))
                continue
            }
            var byte: UInt8 = 0
            guard read(STDIN_FILENO, &byte, 1) == 1 else { return nil }
            if byte == 0x0A || byte == 0x0D { return String(decoding: line, as: UTF8.self) }
            if byte != 0x20 { line.append(byte) }
        }
        return nil
    }
}
