/// The smallest piece of a statement: its kind and its range in the text.
package struct Token: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// An unquoted word; most keywords may also be names.
        case word(Keyword?)
        /// `"…"`, `` `…` `` or `[…]`.
        case quotedName
        case string
        case blob
        case number
        /// `?`, `?1`, `:name`, `@name`, `$name` or `@@name`.
        case variable
        /// `[0]` directly after a name or a parenthesis.
        case index
        /// `['name']` or `["name"]` directly after a name or a parenthesis.
        case member
        case symbol(Symbol)
        /// `-- …` or `/* … */`, which SQLite reads as comments too.
        case comment
        /// `# …` or `// …`, which SQLite does not support.
        case unsupportedComment
        /// `/*+ … */` directly after a verb.
        case hint
        case end
    }

    package var kind: Kind
    /// Byte offsets in the text.
    package var range: Range<Int>

    package init(kind: Kind, range: Range<Int>) {
        self.kind = kind
        self.range = range
    }

    /// Whether the parser ignores the token.
    var isTrivia: Bool {
        switch kind {
        case .comment, .unsupportedComment, .hint: true
        default: false
        }
    }

    /// The keyword that the word spells; nil for all other tokens.
    package var keyword: Keyword? {
        guard case .word(let keyword) = kind else { return nil }
        return keyword
    }
}
