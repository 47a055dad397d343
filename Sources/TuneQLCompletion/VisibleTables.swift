import TuneQLSyntax

/// The tables whose columns may be named at the cursor, found without parsing the statement.
struct VisibleTables {
    /// A table of a FROM, or the target of a change.
    struct Table {
        /// The names of its path.
        var path: [String]
        /// The name after it, with or without AS.
        var alias: String?

        /// The name that qualifies its columns.
        var name: String { alias ?? path.last ?? "" }
    }

    private(set) var tables: [Table] = []
    private let cut: StatementCut

    init(_ cut: StatementCut) {
        self.cut = cut
        // The tokens around the cursor, with the parentheses that are open there.
        let scope = Self.enclosing(cut.before)
        read(scope + [Token(kind: .end, range: 0..<0)] + Self.rest(cut.after))
    }

    /// The tokens since the innermost SELECT whose parentheses are open, without closed parentheses.
    private static func enclosing(_ tokens: [Token]) -> [Token] {
        var kept: [[Token]] = [[]]
        for token in tokens {
            switch token.kind {
            case .symbol(.leftParenthesis): kept.append([Token(kind: .end, range: token.range)])
            case .symbol(.rightParenthesis): if kept.count > 1 { kept.removeLast() }
            case .word(.union), .word(.except), .word(.intersect): kept[kept.count - 1] = []
            default: kept[kept.count - 1].append(token)
            }
        }
        // Parentheses of functions and lists belong to the SELECT around them, as do subqueries.
        return Array(kept.joined())
    }

    /// The tokens up to the parenthesis that closes the one around the cursor, without subqueries.
    private static func rest(_ tokens: [Token]) -> [Token] {
        var depth = 0
        var kept: [Token] = []
        for token in tokens {
            switch token.kind {
            case .symbol(.leftParenthesis): depth += 1
            case .symbol(.rightParenthesis): depth = max(0, depth - 1)
            case .word(.union), .word(.except), .word(.intersect): if depth == 0 { return kept }
            default: if depth == 0 { kept.append(token) }
            }
        }
        return kept
    }

    private mutating func read(_ tokens: [Token]) {
        var index = 0
        var isInFrom = false
        while index < tokens.count {
            switch tokens[index].kind {
            case .word(.from), .word(.join), .word(.into), .word(.update):
                isInFrom = true
                index += 1
                readTable(tokens, &index)
            case .symbol(.comma) where isInFrom:
                index += 1
                readTable(tokens, &index)
            case .word(.where), .word(.on), .word(.group), .word(.order), .word(.set),
                .word(.select),
                .word(.values), .end:
                isInFrom = false
                index += 1
            default: index += 1
            }
        }
    }

    private mutating func readTable(_ tokens: [Token], _ index: inout Int) {
        var table = Table(path: [])
        while index < tokens.count, let name = cut.name(of: tokens[index]), !isClause(tokens[index])
        {
            table.path.append(name)
            index += 1
            guard index < tokens.count, tokens[index].kind == .symbol(.dot) else { break }
            index += 1
        }
        guard !table.path.isEmpty else { return }
        if index < tokens.count, tokens[index].kind == .word(.as) { index += 1 }
        if index < tokens.count, let alias = cut.name(of: tokens[index]), !isClause(tokens[index]) {
            table.alias = alias
            index += 1
        }
        tables.append(table)
    }

    private func isClause(_ token: Token) -> Bool {
        guard case .word(let keyword?) = token.kind else { return false }
        return Self.clauses.contains(keyword)
    }

    private static let clauses: Set<Keyword> = [
        .where, .on, .using, .join, .left, .right, .full, .inner, .outer, .cross, .natural, .group,
        .order,
        .having, .limit, .set, .values, .select, .union, .except, .intersect, .returning, .default,
        .from,
        .indexed, .not, .window, .as,
    ]
}
