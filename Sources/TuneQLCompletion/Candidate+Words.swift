import TuneQLText

extension Candidate {
    /// Whether a word inside of the name begins with a text, or the words do with its letters.
    ///
    /// `jobs` and `tj` find `tuning_jobs`, `time` and `ct` find `createTime`. A text of one letter
    /// finds nothing, and neither does one among keywords.
    func hasWord(_ text: String) -> Bool {
        guard text.utf8.count > 1, kind != .keyword else { return false }
        let words = words
        if words.dropFirst().contains(where: { $0.begins(with: text) }) { return true }
        let initials = String(decoding: words.compactMap(\.utf8.first), as: UTF8.self)
        return words.count > 1 && initials.begins(with: text)
    }

    /// The words of `tuning_jobs`, `createTime` or `await.timeout`.
    private var words: [String] {
        var words: [[UInt8]] = [[]]
        var previous: UInt8 = 0
        for byte in key.utf8 {
            let isUpper = byte.isLetter && byte == byte.asciiUppercased
            let isSeparator = !byte.continuesName || byte == UInt8(ascii: "_")
            if isSeparator || isUpper && previous != previous.asciiUppercased { words.append([]) }
            if !isSeparator { words[words.count - 1].append(byte) }
            previous = byte
        }
        return words.filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
    }
}
