package import TuneQLSyntax
import TuneQLText

/// The values at the start of a script, as StackQL's files have them: `<<<json … >>>`.
package struct EmbeddedValues: Sendable, Hashable {
    /// `json`, `jsonnet` or `yaml`.
    package var language: ValueLanguage
    /// The text of the values.
    package var content: Range<Int>
    /// The block with its marks.
    package var range: Range<Int>

    /// The block that a text begins with, after blanks and comments.
    ///
    /// - Throws: ``SyntaxError`` for a block without an end, or in another language.
    package init?(in text: String) throws(SyntaxError) {
        let bytes = Array(text.utf8)
        let start = Self.startOfCode(in: bytes)
        guard bytes[start...].starts(with: "<<<".utf8) else { return nil }
        var begin = start + 3
        while begin < bytes.count, bytes[begin].isLetter { begin += 1 }
        let word = String(decoding: bytes[(start + 3)..<begin], as: UTF8.self)
        guard let language = ValueLanguage(rawValue: word.lowercased()) else {
            throw SyntaxError(
                range: start..<begin,
                message: "expected <<<json, <<<jsonnet or <<<yaml, found <<<\(word.shortened)"
            )
        }
        guard let end = Self.end(in: bytes, from: begin) else {
            throw SyntaxError(range: start..<begin, message: "the values are not closed by >>>")
        }
        self.language = language
        content = begin..<end
        range = start..<end + 3
    }

    /// The text with blanks in the place of the block, so that all else stays where it is.
    package func removed(from text: String) -> String {
        var bytes = Array(text.utf8)
        for index in range where !bytes[index].isBlank { bytes[index] = UInt8(ascii: " ") }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func startOfCode(in bytes: [UInt8]) -> Int {
        var place = SQLPlace()
        var start = 0
        for (index, byte) in bytes.enumerated() {
            let wasComment = place.isComment
            place.pass(byte)
            if place.isComment || wasComment || byte.isBlank {
                if !place.isComment { start = index + 1 }
                continue
            }
            // The first byte of what may become a comment.
            guard byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/"), start == index else {
                return start
            }
        }
        return start
    }

    /// The first `>>>` that begins a line, or else the first one.
    private static func end(in bytes: [UInt8], from begin: Int) -> Int? {
        var first: Int?
        var isLineStart = false
        var index = begin
        while index + 2 < bytes.count {
            if bytes[index...].starts(with: ">>>".utf8) {
                if isLineStart { return index }
                first = first ?? index
            }
            if bytes[index] == 0x0A {
                isLineStart = true
            } else if !bytes[index].isBlank {
                isLineStart = false
            }
            index += 1
        }
        return first
    }
}
