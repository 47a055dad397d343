import TuneQLText

/// A token as it is written, with the comments around it.
struct LayoutToken {
    /// A comment, or a block of a template.
    struct Comment {
        var text: String
        var breaksBefore: Bool
        var breaksAfter: Bool

        /// Whether it is a template's block that is about what follows it: `{% if … %}`.
        var isOpening: Bool {
            guard text.hasPrefix("{%") else { return false }
            return !text.drop { !$0.isLetter }.hasPrefix("end")
        }
    }

    var token: Token
    /// The text that is written: keywords in upper case.
    var text: String
    /// The keyword, unless the word is a name or its role is not known.
    var keyword: Keyword?
    /// Whether the text has a blank or a comment before it.
    var hasBlankBefore: Bool
    /// The comments before it that begin a line, and those after them.
    var leading: [Comment] = []
    /// The comments behind it on its line.
    var trailing: [Comment] = []

    var symbol: Symbol? {
        guard case .symbol(let symbol) = token.kind else { return nil }
        return symbol
    }
}

/// The tokens of a statement, and the comments among them.
struct LayoutTokens {
    private(set) var tokens: [LayoutToken] = []
    /// Whether the statement has more than one line.
    private(set) var hasLines = false

    /// Collects the tokens of a statement.
    ///
    /// - Parameters:
    ///   - range: From the first token to the end, without the semicolon.
    ///   - masked: The text without templates, which is read.
    ///   - bytes: The text, which is written.
    ///   - roles: The roles of its words.
    /// - Throws: ``SyntaxError`` for what is no token.
    init(
        in range: Range<Int>,
        masked: [UInt8],
        bytes: [UInt8],
        roles: TokenRoles
    ) throws(SyntaxError) {
        var lexer = Lexer(masked, from: range.lowerBound)
        var end = range.lowerBound
        var comments: [(range: Range<Int>, breaksBefore: Bool)] = []
        while true {
            let token = try lexer.next()
            let isEnd = token.kind == .end || token.range.lowerBound >= range.upperBound
            let start = isEnd ? range.upperBound : token.range.lowerBound
            let isBroken = bytes[end..<max(end, start)].contains(UInt8(ascii: "\n"))
            if isBroken, !tokens.isEmpty { hasLines = true }
            if token.isTrivia, !isEnd {
                comments.append((token.range, isBroken))
                end = token.range.upperBound
                continue
            }
            let found = Self.comments(comments, breaksAfter: isBroken, bytes)
            comments = []
            let trailing = isEnd ? found[...] : found.prefix { !$0.breaksBefore && !$0.isOpening }
            if !tokens.isEmpty { tokens[tokens.count - 1].trailing = Array(trailing) }
            if isEnd { return }
            var layout = LayoutToken(
                token: token,
                text: String(decoding: bytes[token.range], as: UTF8.self),
                keyword: nil,
                hasBlankBefore: start > end || !found.isEmpty
            )
            layout.leading = Array(found.dropFirst(tokens.isEmpty ? 0 : trailing.count))
            if let keyword = keyword(token, roles) {
                layout.keyword = keyword
                layout.text = keyword.spelling
            }
            tokens.append(layout)
            end = token.range.upperBound
        }
    }

    private static func comments(
        _ comments: [(range: Range<Int>, breaksBefore: Bool)],
        breaksAfter: Bool,
        _ bytes: [UInt8]
    ) -> [LayoutToken.Comment] {
        comments.enumerated().map { place, comment in
            let isLast = place == comments.count - 1
            let text = bytes.text(ofComment: comment.range)
            let isLine = !text.hasPrefix("/*") && !text.hasPrefix("{") && !text.hasPrefix("<")
            return LayoutToken.Comment(
                text: text,
                breaksBefore: comment.breaksBefore,
                breaksAfter: isLine || (isLast ? breaksAfter : comments[place + 1].breaksBefore)
            )
        }
    }

    /// The keyword of a word that is none of the names.
    private func keyword(_ token: Token, _ roles: TokenRoles) -> Keyword? {
        guard let keyword = token.keyword, !roles.names.contains(token.range.lowerBound) else {
            return nil
        }
        guard roles.unread.contains(token.range.lowerBound), !tokens.isEmpty else {
            return keyword
        }
        return keyword.isReserved || keyword.isCertain(after: tokens[tokens.count - 1].keyword)
            ? keyword : nil
    }
}

extension Keyword {
    /// Whether a word that is not reserved is a keyword all the same, by the one before it.
    fileprivate func isCertain(after previous: Keyword?) -> Bool {
        switch (previous, self) {
        case (.create, .temp), (.create, .temporary), (.create, .view), (.create, .trigger),
            (.temp, .view), (.temp, .trigger), (.temporary, .view), (.drop, .view),
            (.drop, .trigger), (.primary, .key), (.foreign, .key), (.table, .if), (.index, .if),
            (.view, .if), (.drop, .column), (.attach, .database), (.detach, .database):
            true
        default: false
        }
    }
}

extension [UInt8] {
    /// The text of a comment, without blanks at its end.
    func text(ofComment range: Range<Int>) -> String {
        var end = range.upperBound
        while end > range.lowerBound, self[end - 1].isBlank { end -= 1 }
        return String(decoding: self[range.lowerBound..<end], as: UTF8.self)
    }
}
