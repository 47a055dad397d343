import TuneQLCatalog
import TuneQLSQLite
import TuneQLSyntax
import TuneQLText

extension SessionState {
    /// The resources that a statement reads; names of local tables are left to SQLite.
    func resourceUses(in run: StatementRun) throws(QueryError) -> [ResourceUse] {
        var uses: [ResourceUse] = []
        try run.statement.forEachTable { (table, scope) throws(QueryError) in
            guard !scope.isCommonTable(table), scope.place != .target,
                let resource = try resource(named: table.path)
            else { return }
            uses.append(
                ResourceUse(
                    resource: resource,
                    reference: table,
                    whereRange: scope.cores.first?.whereRange
                )
            )
        }
        guard !uses.isEmpty else { return uses }
        let unread = UnreadTables(in: run.statement) {
            self.isNeverTrue(run.text(in: $0.range))
        }.places
        for index in uses.indices {
            uses[index].isUnread = unread.contains(uses[index].reference.range.lowerBound)
        }
        return uses
    }

    /// Whether a constant is false or NULL, as SQLite has it.
    func isNeverTrue(_ constant: String) -> Bool {
        do throws(SQLiteError) {
            var statement = try connection.prepare("SELECT (\(constant)\n) IS TRUE")
            return try statement.step() && statement.value(at: 0) == .integer(0)
        } catch {
            return false
        }
    }

    /// The resource of a name; nil when the name can only be that of a local table.
    ///
    /// - Throws: ``QueryError`` when the name has the form of a resource's and there is none.
    func resource(named path: [Identifier]) throws(QueryError) -> Resource? {
        switch path.count {
        case 3: return try resource(path[0], path[1], path[2])
        case 2:
            if try isLocalSchema(path[0].text.lowercased()) { return nil }
            guard let provider = settings.provider else {
                throw QueryError(
                    .unknownName,
                    "no such table: \(path.dotted)",
                    range: range(of: path),
                    help: "write provider.service.resource, or USE a provider first"
                )
            }
            return try resource(
                Identifier(text: provider, range: path[0].range),
                path[0],
                path[1]
            )
        case 1: return nil
        default:
            throw QueryError(
                .unknownName,
                "\(path.dotted) is not the name of a table",
                range: range(of: path),
                help: "a resource is named provider.service.resource"
            )
        }
    }

    /// Whether a name is that of a database of the session: its own ones, or one of ATTACH.
    private func isLocalSchema(_ name: String) throws(QueryError) -> Bool {
        if ["main", "temp", "catalog"].contains(name) { return true }
        return try databases().contains(name)
    }

    /// The names of the session's databases, in small letters.
    func databases() throws(QueryError) -> Set<String> {
        do throws(SQLiteError) {
            var statement = try connection.prepare("SELECT lower(name) FROM pragma_database_list")
            var names: Set<String> = []
            while try statement.step() { names.insert(statement.value(at: 0).text ?? "") }
            return names
        } catch {
            throw QueryError(.sql, error.message)
        }
    }

    private func resource(
        _ provider: Identifier,
        _ service: Identifier,
        _ name: Identifier
    ) throws(QueryError) -> Resource {
        let found = try engine.reading { (catalog) throws(CatalogError) in
            try catalog.resource(
                provider: provider.text,
                service: service.text,
                name: name.text
            )
        }
        if let found { return found }
        try checkProvider(provider)
        try checkService(service, of: provider.text)
        let place = "\(provider.text).\(service.text)"
        let resources = try engine.reading { (catalog) throws(CatalogError) in
            try catalog.resources(of: provider.text, service: service.text).map(\.name)
        }
        try check(
            name,
            among: resources,
            .resource(service: place),
            "SHOW RESOURCES IN \(place) lists them"
        )
        preconditionFailure("a resource that is among the names was not found")
    }

    func checkProvider(_ name: Identifier) throws(QueryError) {
        let names = try engine.reading { (catalog) throws(CatalogError) in
            try catalog.providers().map(\.name)
        }
        try check(name, among: names, .provider, "SHOW PROVIDERS lists them")
    }

    func checkService(_ name: Identifier, of provider: String) throws(QueryError) {
        let names = try engine.reading { (catalog) throws(CatalogError) in
            try catalog.services(of: provider).map(\.name)
        }
        try check(
            name,
            among: names,
            .service(provider: provider),
            "SHOW SERVICES IN \(provider) lists them"
        )
    }

    /// Throws unless the name is among those that there are.
    func check(
        _ name: Identifier,
        among names: [String],
        _ kind: NameKind,
        _ help: String
    ) throws(QueryError) {
        guard !names.contains(where: { $0.lowercased() == name.text.lowercased() }) else { return }
        let nearest = Suggestion.nearest(to: name.text, among: names)
        var error = QueryError(
            .unknownName,
            "\(name.text) is not a \(kind.words)",
            range: name.range,
            help: nearest.map { "did you mean \($0)?" } ?? help
        )
        if kind.namesTable { error.detail = .unknownTable(name.text) }
        throw error
    }

    func range(of path: [Identifier]) -> Range<Int>? {
        guard let first = path.first, let last = path.last else { return nil }
        return first.range.lowerBound..<last.range.upperBound
    }
}
