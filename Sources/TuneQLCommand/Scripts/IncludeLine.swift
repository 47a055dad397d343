import TuneQLTemplates
import TuneQLText

/// A line of a script that reads another file: `.read FILE`, `\i FILE` or `\ir FILE`.
struct IncludeLine {
    /// The file, without quotes.
    var path: String
    /// Whether the path starts from the directory of the script.
    var isRelative: Bool
    var range: Range<Int>

    /// The lines of a text that read files; such a line stands where a statement may begin.
    static func all(in text: String) -> [IncludeLine] {
        let bytes = Array(text.utf8)
        guard bytes.contains(UInt8(ascii: "\\")) || text.contains(".read") else { return [] }
        var lines: [IncludeLine] = []
        var place = StatementPlace()
        var offset = 0
        while offset < bytes.count {
            let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
            if place.isStart, let line = IncludeLine(bytes[offset..<end]) {
                lines.append(line)
            } else {
                for index in offset..<min(end + 1, bytes.count) { place.pass(bytes[index]) }
            }
            offset = end + 1
        }
        return lines
    }

    private init?(_ line: ArraySlice<UInt8>) {
        let words = line.drop { $0.isBlank }
        let word = String(decoding: words.prefix { !$0.isBlank }, as: UTF8.self)
        guard [".read", "\\i", "\\include", "\\ir"].contains(word) else { return nil }
        var path = words.dropFirst(word.utf8.count).drop { $0.isBlank }
        while let last = path.last, last.isBlank || last == UInt8(ascii: ";") { path.removeLast() }
        if let quote = path.first, quote == path.last, path.count > 1, "'\"".utf8.contains(quote) {
            path = path.dropFirst().dropLast()
        }
        guard !path.isEmpty else { return nil }
        self.path = String(decoding: path, as: UTF8.self)
        isRelative = word == "\\ir"
        range = words.startIndex..<line.endIndex
    }
}
