import TuneQLSyntax

/// The clause that the reading has reached, in one pair of parentheses.
private struct Level {
    var clause = Place.Clause.other
    /// The table whose columns the parentheses list.
    var columnsOf: [String]?
    /// Whether a table has to follow in FROM.
    var wantsTable = false
}

extension PlaceFinder {
    /// The place in a SELECT, INSERT, UPDATE, DELETE, REPLACE or another statement of SQLite's.
    var expressionPlace: Place {
        var levels = [Level()]
        for index in tokens.indices { read(index, &levels) }
        guard let level = levels.last, let last = tokens.last else { return .statement }
        if let table = level.columnsOf { return .insertColumn(of: table) }
        if level.wantsTable { return .table }
        if level.clause == .from, !isBeforeOperand(last) { return .afterOperand(.from) }
        if level.clause == .assignment,
            last.kind == .word(.set) || last.kind == .symbol(.comma)
        {
            return .changedColumn
        }
        if last.kind == .word(.as) { return .nothing }
        guard isBeforeOperand(last) else { return .afterOperand(level.clause) }
        if case .value(let path) = comparedPlace { return .operand(beside: path) }
        return .operand(beside: [])
    }

    private func read(_ index: Int, _ levels: inout [Level]) {
        let token = tokens[index]
        var level = levels.removeLast()
        defer { levels.append(level) }
        switch token.kind {
        case .symbol(.leftParenthesis):
            levels.append(level)
            level = inner(of: level, openedAt: index)
        case .symbol(.rightParenthesis):
            if let outer = levels.popLast() { level = outer }
            level.wantsTable = false
        case .symbol(.comma): level.wantsTable = level.clause == .from
        case .word(let keyword):
            guard index == 0 || tokens[index - 1].kind != .symbol(.dot) else { return }
            read(keyword, at: index, &level)
        default: level.wantsTable = false
        }
    }

    /// The level inside of parentheses: a list of columns, or an expression.
    private func inner(of level: Level, openedAt index: Int) -> Level {
        var inner = Level()
        if level.clause == .from, level.wantsTable {
            inner = level
        } else if let into = tokens[..<index].lastIndex(where: { $0.kind == .word(.into) }) {
            let (path, end) = path(startingAt: into + 1)
            if end == index, !path.isEmpty { inner.columnsOf = path }
        }
        return inner
    }

    private func read(_ keyword: Keyword?, at index: Int, _ level: inout Level) {
        switch keyword {
        case .select: level = Level(clause: .results)
        case .from, .join, .into, .update:
            level = Level(
                clause: keyword == .from || keyword == .join ? .from : .other,
                wantsTable: true
            )
        case .delete, .insert, .replace: level = Level()
        case .where, .on, .when: level = Level(clause: .condition)
        case .group: level = Level(clause: .group)
        case .having: level = Level(clause: .having)
        case .order: level = Level(clause: .order)
        case .limit, .offset: level = Level(clause: .limit)
        case .values: level = Level(clause: .values)
        case .set: level = Level(clause: .assignment)
        case .returning: level = Level(clause: .results)
        case .left, .right, .full, .inner, .outer, .cross,
            .natural where level.clause == .from:
            return
        default: level.wantsTable = false
        }
    }

    /// Whether an operand follows a token.
    func isBeforeOperand(_ token: Token) -> Bool {
        switch token.kind {
        case .symbol(.rightParenthesis): false
        case .symbol(.star): tokens.count < 2 || !isResultStar
        case .symbol: true
        case .word(let keyword?): Self.beforeOperands.contains(keyword)
        default: false
        }
    }

    /// Whether the last token is the `*` of `SELECT *` or `t.*`.
    private var isResultStar: Bool {
        let before = tokens[tokens.count - 2]
        return before.kind == .symbol(.dot) || before.kind == .word(.select)
            || before.kind == .symbol(.comma) || before.kind == .symbol(.leftParenthesis)
    }

    private static let beforeOperands: Set<Keyword> = [
        .select, .distinct, .all, .where, .on, .and, .or, .not, .by, .having, .limit, .offset,
        .case, .when,
        .then, .else, .between, .in, .like, .glob, .regexp, .match, .is, .escape, .returning,
        .values, .set,
        .using, .over, .filter, .exists, .cast, .rlike,
    ]
}
