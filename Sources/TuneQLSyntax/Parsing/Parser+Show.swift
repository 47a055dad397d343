extension Parser {
    mutating func show() throws(SyntaxError) -> Show {
        advance()
        let isExtended = accept(.extended)
        var show = Show(subject: try showSubject(), isExtended: isExtended)
        if accept(.like) {
            guard current.kind == .string else { throw unexpected("a pattern in quotes") }
            show.pattern = unquoted(advance())
        } else if accept(.where) {
            show.whereClause = try expression()
        }
        return show
    }

    private mutating func showSubject() throws(SyntaxError) -> Show.Subject {
        switch current.keyword {
        case .providers:
            advance()
            return .providers
        case .version:
            advance()
            return .version
        case .services: return .services(in: try container("the name of a provider"))
        case .resources: return .resources(in: try container("the name of a service"))
        case .methods: return .methods(in: try container("the name of a resource"))
        case .insert: return try insertSubject()
        case .tables:
            advance()
            return .tables
        case .views:
            advance()
            return .views
        case .settings:
            advance()
            return .settings
        case .transaction:
            advance()
            try expect(.isolation)
            try expect(.level)
            return .isolationLevel
        case .auth:
            advance()
            return .auth(isName(current) ? identifier(advance()) : nil)
        case nil where text(of: current).uppercased() == "MANIFEST":
            advance()
            _ = accept(.of)
            return .manifest(of: try path("the name of a resource"))
        default:
            throw unexpected(
                "PROVIDERS, SERVICES, RESOURCES, METHODS, TABLES, VIEWS, INSERT, MANIFEST, AUTH, "
                    + "SETTINGS or VERSION"
            )
        }
    }

    private mutating func container(_ what: String) throws(SyntaxError) -> [Identifier] {
        advance()
        guard accept(.in) || accept(.from) else { throw unexpected("IN or FROM") }
        return try path(what)
    }

    private mutating func insertSubject() throws(SyntaxError) -> Show.Subject {
        advance()
        _ = accept(.into)
        let path = try path("the name of a resource")
        return .insert(into: path, columns: isAt(.leftParenthesis) ? try nameList() : [])
    }
}
