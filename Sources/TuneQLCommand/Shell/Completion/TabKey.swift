import CEdit
import TuneQLCompletion

/// The Tab key: completes the word at the cursor, or lists what it may become.
@MainActor
enum TabKey {
    /// Whether Tab completes.
    static var isOn = true
    /// The names that are known.
    static let names = KnownNames()
    /// The lines of the statement above the one that is edited, with their line breaks.
    static var above = ""
    /// The line and the cursor at the last Tab; a second one there lists the candidates.
    private static var last: (line: String, point: Int)?

    /// Binds the key; libedit must have been started.
    nonisolated static func bind() {
        rl_add_defun(
            "tuneql-complete",
            { _, _ in
                MainActor.assumeIsolated { TabKey.press() }
                return 0
            },
            0x09
        )
    }

    private static func press() {
        // libedit counts bytes.
        let line = cedit_line().map { String(cString: $0) } ?? ""
        let point = min(max(0, Int(cedit_point())), line.utf8.count)
        guard isOn, let names = names.current,
            let found = completion(of: line, at: point, names)
        else { return }
        let typed = String(
            decoding: line.utf8.prefix(point).suffix(found.range.count),
            as: UTF8.self
        )
        let isSecond = last.map { $0.line == line && $0.point == point } ?? false
        last = (line, point)
        if let text = insertion(found, after: typed) {
            KeyReader.type(erasing: typed.unicodeScalars.count, text)
        } else if found.candidates.isEmpty {
            LineReader.control("\u{07}")
        } else if isSecond {
            let list = CandidateList.lines(found.candidates, width: Screen.width)
            LineReader.control("\r\n\(list.joined(separator: "\r\n"))\r\n")
            KeyReader.redraw()
        }
    }

    /// The candidates; a catalog that cannot be read is an error of the statement, not of the key.
    private static func completion(
        of line: String,
        at point: Int,
        _ names: SessionNames
    ) -> Completion? {
        // A command may be given between the lines of a statement.
        let isCommand = above.isEmpty || MetaLine(line, isInside: true) != nil
        let above = isCommand ? "" : above
        let shift = above.utf8.count
        let found = try? Completer(names).completion(of: above + line, at: shift + point)
        guard var found, found.range.lowerBound >= shift else { return nil }
        found.range = found.range.lowerBound - shift..<found.range.upperBound - shift
        guard found.isFile else { return found }
        let bytes = Array(line.utf8)
        let quote = found.range.lowerBound > 0 ? bytes[found.range.lowerBound - 1] : 0
        found.candidates = FileNames.candidates(
            beginning: String(decoding: bytes[found.range], as: UTF8.self),
            closing: quote == UInt8(ascii: "'") ? "'" : ""
        )
        return found
    }

    /// What takes the place of the word; nil when that would add nothing.
    private static func insertion(_ found: Completion, after typed: String) -> String? {
        if found.candidates.count == 1, let only = found.candidates.first {
            let text = only.text + only.continuation
            return text == typed ? nil : text
        }
        let common = found.commonBeginning
        return common.count > typed.count ? common : nil
    }
}
