extension Parser {
    /// Whether the CREATE, DROP or REFRESH that starts here concerns a view.
    var isAtViewStatement: Bool {
        var distance = 1
        switch current.keyword {
        case .refresh: return true
        case .create:
            if peek().keyword == .or, peek(2).keyword == .replace { distance = 3 }
            if [.temp, .temporary].contains(peek(distance).keyword) { distance += 1 }
        case .drop: break
        default: return false
        }
        if peek(distance).keyword == .materialized { distance += 1 }
        return peek(distance).keyword == .view
    }

    mutating func view() throws(SyntaxError) -> ViewStatement {
        switch advance().keyword {
        case .create: return try viewDefinition()
        case .drop: return try viewReference(.drop)
        default:
            guard isAt(.materialized) else { throw unexpected("MATERIALIZED VIEW") }
            return try viewReference(.refresh)
        }
    }

    private mutating func viewReference(
        _ action: ViewStatement.Action
    ) throws(SyntaxError) -> ViewStatement {
        var view = ViewStatement(action: action)
        view.isMaterialized = accept(.materialized)
        try expect(.view)
        if case .drop = action, isAt(.if, .exists) {
            view.isConditional = accept(.if, .exists)
        }
        view.path = try path("the name of a view")
        return view
    }

    private mutating func viewDefinition() throws(SyntaxError) -> ViewStatement {
        let replaces = accept(.or, .replace)
        let isTemporary = accept(.temp) || accept(.temporary)
        if isTemporary, isAt(.materialized) { throw unexpected("VIEW") }
        let isMaterialized = accept(.materialized)
        try expect(.view)
        let isConditional = accept(.if, .not)
        if isConditional { try expect(.exists) }
        let path = try path("the name of a view")
        let columns = isAt(.leftParenthesis) ? try nameList() : []
        try expect(.as)
        guard isAtQuery || isAt(.leftParenthesis) else { throw unexpected("SELECT or VALUES") }
        return ViewStatement(
            action: .create(try query()),
            isMaterialized: isMaterialized,
            isTemporary: isTemporary,
            replaces: replaces,
            isConditional: isConditional,
            path: path,
            columns: columns
        )
    }
}
