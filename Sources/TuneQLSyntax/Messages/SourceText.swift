import TuneQLText

/// A text that maps byte offsets to lines and columns and shows excerpts.
package struct SourceText: Sendable {
    package struct Location: Sendable, Equatable {
        /// From 1.
        package var line: Int
        /// In characters, from 1.
        package var column: Int

        package init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }
    }

    private let bytes: [UInt8]

    package init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The line and column of a byte offset; an offset beyond the end counts as the end.
    package func location(of offset: Int) -> Location {
        let offset = clamped(offset)
        let start = lineStart(before: offset)
        let line = bytes[..<start].count { $0 == UInt8(ascii: "\n") } + 1
        return Location(line: line, column: columns(in: start..<offset) + 1)
    }

    /// The first line of `range`, with carets below the range; there is no newline at the end.
    ///
    /// Tabs stay tabs, wide characters get two carets, and a long line is cut to `width` columns
    /// around the range.
    package func excerpt(of range: Range<Int>, width: Int = 100) -> String {
        let start = clamped(range.lowerBound)
        let end = min(max(clamped(range.upperBound), start), lineEnd(after: start))
        var window = ExcerptLine(
            before: tail(of: lineStart(before: start)..<start),
            marked: head(of: start..<end),
            after: head(of: end..<lineEnd(after: start))
        )
        window.cut(to: max(width, 20))
        return window.rendered
    }

    /// The number of characters; of scalars in lines over 64 KiB, which no editor shows.
    private func columns(in range: Range<Int>) -> Int {
        guard range.count > 1 << 16 else { return text(range).count }
        return bytes[range].count { $0 & 0xC0 != 0x80 }
    }

    private func clamped(_ offset: Int) -> Int { min(max(offset, 0), bytes.count) }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// The number of bytes of a part that are read, more than any excerpt shows.
    private static let maximumPart = 1 << 14

    private func head(of range: Range<Int>) -> String {
        var end = min(range.upperBound, range.lowerBound + Self.maximumPart)
        while end < range.upperBound, end > range.lowerBound, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return text(range.lowerBound..<end)
    }

    private func tail(of range: Range<Int>) -> String {
        var start = max(range.lowerBound, range.upperBound - Self.maximumPart)
        while start > range.lowerBound, start < range.upperBound, bytes[start] & 0xC0 == 0x80 {
            start += 1
        }
        return text(start..<range.upperBound)
    }

    private func lineStart(before offset: Int) -> Int {
        (bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    }

    private func lineEnd(after offset: Int) -> Int {
        let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        return end > offset && bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end
    }
}

/// A line in three parts, of which the middle one is underlined.
private struct ExcerptLine {
    var before: String
    var marked: String
    var after: String

    /// Shortens the parts, with `…` for omitted text, so that the middle stays visible.
    mutating func cut(to width: Int) {
        guard before.columns + marked.columns + after.columns > width else { return }
        let room = max(width - marked.columns, width / 2)
        if marked.columns > width - 10 { marked = marked.prefix(columns: width / 2) + "…" }
        let shown = min(before.columns, max(room * 2 / 3, room - after.columns))
        if before.columns > shown { before = "…" + before.suffix(columns: shown - 1) }
        let left = max(width - before.columns - marked.columns, 1)
        if after.columns > left { after = after.prefix(columns: left - 1) + "…" }
    }

    var rendered: String {
        let indent = before.map {
            $0 == "\t" ? "\t" : String(repeating: " ", count: $0.columns)
        }
        let carets = String(repeating: "^", count: max(marked.columns, 1))
        return before + marked + after + "\n" + indent.joined() + carets
    }
}

extension Character {
    /// The width; ASCII characters, tabs and control characters included, count as one column.
    fileprivate var columns: Int { isASCII ? 1 : DisplayWidth.width(of: self) }
}

extension String {
    fileprivate var columns: Int { reduce(0) { $0 + $1.columns } }

    fileprivate func prefix(columns limit: Int) -> String {
        var used = 0
        return String(
            prefix {
                used += $0.columns; return used <= limit
            }
        )
    }

    fileprivate func suffix(columns limit: Int) -> String {
        var used = 0
        let kept = reversed().prefix {
            used += $0.columns; return used <= limit
        }
        return String(kept.reversed())
    }
}
