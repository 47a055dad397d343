/// Splits a command as a shell does, without expanding anything.
package enum CommandWords {
    /// The words of a command; nil if a quote or an escape is incomplete.
    ///
    /// Blanks separate words. Text in single quotes is literal. A backslash keeps the next
    /// character: any outside quotes, but only `"` or a backslash in double quotes.
    package static func split(_ command: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var rest = command[...]
        while let character = rest.popFirst() {
            switch (quote, character) {
            case (let open?, _) where character == open: quote = nil
            case (nil, "'"), (nil, "\""):
                quote = character
                word = word ?? ""
            case (nil, "\\"), ("\""?, "\\"):
                guard let next = rest.popFirst() else { return nil }
                let isKept = quote == nil || next == "\"" || next == "\\"
                word = (word ?? "") + (isKept ? "\(next)" : "\\\(next)")
            case (nil, _) where character.isWhitespace:
                words += word.map { [$0] } ?? []
                word = nil
            default: word = (word ?? "") + "\(character)"
            }
        }
        guard quote == nil else { return nil }
        return words + (word.map { [$0] } ?? [])
    }
}
