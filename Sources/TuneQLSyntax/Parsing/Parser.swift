/// Parses the tokens of one statement; each rule of the grammar is a function of the same name.
struct Parser {
    let bytes: [UInt8]
    /// Without comments; `.end` comes last.
    let tokens: [Token]
    var position = 0
    private var depth = 0
    /// The height of the tallest expression completed inside the one being read.
    var height = 0
    private(set) var variables: [Variable] = []
    /// Where the roles of words are noted; nil when nobody asks for them.
    private let roles: TokenRoles?

    static let maximumDepth = 200
    /// More than SQLite's limit of 1000, since parentheses count here; walking a taller tree could
    /// overflow the stack.
    static let maximumHeight = 1200

    /// The last token, and no other, must be of kind `.end`.
    init(bytes: [UInt8], tokens: [Token], roles: TokenRoles? = nil) {
        self.bytes = bytes
        self.tokens = tokens
        self.roles = roles
    }

    func noteName(_ token: Token) { roles?.noteName(token) }

    func noteUnread(_ token: Token) { roles?.noteUnread(token) }

    // MARK: Looking

    var current: Token { tokens[position] }

    func peek(_ distance: Int = 1) -> Token {
        tokens[min(position + distance, tokens.count - 1)]
    }

    func isAt(_ keyword: Keyword) -> Bool { current.keyword == keyword }

    func isAt(_ symbol: Symbol) -> Bool { current.kind == .symbol(symbol) }

    func isAt(_ first: Keyword, _ second: Keyword) -> Bool {
        isAt(first) && peek().keyword == second
    }

    var isAtEnd: Bool { current.kind == .end }

    /// The end of the token before the current one.
    var previousEnd: Int { position > 0 ? tokens[position - 1].range.upperBound : 0 }

    func range(from start: Int) -> Range<Int> { start..<max(start, previousEnd) }

    func text(of token: Token) -> String {
        String(decoding: bytes[token.range], as: UTF8.self)
    }

    // MARK: Moving

    @discardableResult
    mutating func advance() -> Token {
        let token = current
        if position < tokens.count - 1 { position += 1 }
        return token
    }

    mutating func accept(_ keyword: Keyword) -> Bool {
        guard isAt(keyword) else { return false }
        advance()
        return true
    }

    mutating func accept(_ symbol: Symbol) -> Bool {
        guard isAt(symbol) else { return false }
        advance()
        return true
    }

    mutating func accept(_ first: Keyword, _ second: Keyword) -> Bool {
        guard isAt(first, second) else { return false }
        advance()
        advance()
        return true
    }

    @discardableResult
    mutating func expect(_ keyword: Keyword) throws(SyntaxError) -> Token {
        guard isAt(keyword) else { throw unexpected(keyword.spelling) }
        return advance()
    }

    @discardableResult
    mutating func expect(_ symbol: Symbol) throws(SyntaxError) -> Token {
        guard isAt(symbol) else { throw unexpected(symbol.rawValue) }
        return advance()
    }

    mutating func recordVariable(_ token: Token) {
        guard token.kind == .variable else { return }
        variables.append(Variable(name: text(of: token), range: token.range))
    }

    // MARK: Shapes

    /// Runs a rule that may contain itself.
    mutating func nested<Node>(
        _ rule: (inout Parser) throws(SyntaxError) -> Node
    ) throws(SyntaxError) -> Node {
        guard depth < Self.maximumDepth else {
            throw SyntaxError(
                range: current.range,
                message: "the statement is nested more than \(Self.maximumDepth) levels deep"
            )
        }
        depth += 1
        let node = try rule(&self)
        depth -= 1
        return node
    }

    mutating func list<Node>(
        of rule: (inout Parser) throws(SyntaxError) -> Node
    ) throws(SyntaxError) -> [Node] {
        var nodes = [try rule(&self)]
        while accept(.comma) { nodes.append(try rule(&self)) }
        return nodes
    }

    mutating func parenthesized<Node>(
        _ rule: (inout Parser) throws(SyntaxError) -> Node
    ) throws(SyntaxError) -> Node {
        try expect(.leftParenthesis)
        let node = try rule(&self)
        try expect(.rightParenthesis)
        return node
    }
}
