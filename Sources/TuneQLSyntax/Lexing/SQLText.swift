/// Details read from the SQL text that SQLite stores.
package enum SQLText {
    /// The names of the constraints of columns, by the columns' names in lower case.
    ///
    /// - Parameter createTable: A CREATE TABLE with the definitions of its columns.
    /// - Returns: One name for each column with a named constraint; of several, the last.
    package static func namedConstraints(in createTable: String) -> [String: String] {
        let bytes = Array(createTable.utf8)
        var lexer = Lexer(bytes)
        var found: [String: String] = [:]
        var depth = 0
        var column: String?
        var isName = false
        var isStart = false
        while let token = try? lexer.next(), token.kind != .end {
            if isName, let column { found[column] = bytes.name(token) }
            if isStart { column = bytes.name(token).lowercased() }
            isName = token.keyword == .constraint
            isStart = false
            switch token.kind {
            case .symbol(.leftParenthesis):
                depth += 1
                isStart = depth == 1
            case .symbol(.rightParenthesis): depth -= 1
            case .symbol(.comma): isStart = depth == 1
            default: break
            }
        }
        return found
    }

    /// The last word or quoted text of SQL, without its quotes; nil where there is none.
    package static func lastName(in sql: String) -> String? {
        let bytes = Array(sql.utf8)
        var lexer = Lexer(bytes)
        var last: String?
        while let token = try? lexer.next(), token.kind != .end {
            switch token.kind {
            case .word, .quotedName, .string: last = bytes.name(token)
            default: continue
            }
        }
        return last
    }

    /// All possible names in SQL, in lower case: words, and quoted texts of any kind.
    ///
    /// - Parameter sql: SQL as SQLite reads it.
    /// - Returns: The names up to the first error of the text.
    package static func names(in sql: String) -> Set<String> {
        let bytes = Array(sql.utf8)
        var lexer = Lexer(bytes)
        var names: Set<String> = []
        while let token = try? lexer.next(), token.kind != .end {
            switch token.kind {
            case .word, .quotedName, .string, .member: names.insert(bytes.name(token).lowercased())
            default: continue
            }
        }
        return names
    }
}

extension [UInt8] {
    /// The name that a token spells, without its quotes.
    fileprivate func name(_ token: Token) -> String {
        switch token.kind {
        case .quotedName, .string: unquoted(token.range)
        default: String(decoding: self[token.range], as: UTF8.self)
        }
    }
}
