import TuneQLText

extension String {
    /// Whether two texts are the same statement: token by token, comments included.
    ///
    /// Blanks do not count, nor does the case of keywords.
    package func hasSameTokens(as other: String) -> Bool {
        guard let mine = spellings, let others = other.spellings else { return false }
        return mine == others && other.isParsed
    }

    /// The tokens with their spelling, keywords in upper case; nil for what cannot be tokenized.
    private var spellings: [String]? {
        let bytes = Array(utf8)
        var lexer = Lexer(Array(TemplateMask(self, as: .words).text.utf8))
        var spellings: [String] = []
        while true {
            guard let token = try? lexer.next() else { return nil }
            guard token.kind != .end else { return spellings }
            let text =
                token.isTrivia
                ? bytes.text(ofComment: token.range)
                : String(decoding: bytes[token.range], as: UTF8.self)
            spellings.append("\(token.kind) \(token.keyword?.spelling ?? text)")
        }
    }

    private var isParsed: Bool {
        var reader = StatementReader(TemplateMask(self, as: .words).text)
        return ((try? reader.next()) ?? nil) != nil
    }
}
