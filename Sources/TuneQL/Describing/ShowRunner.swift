import TuneQLCatalog
import TuneQLSQLite
import TuneQLSyntax
import TuneQLText

/// SHOW and DESCRIBE: queries over the catalog, with StackQL's column names.
extension SessionState {
    /// Makes the catalog known to SQLite as the schema `catalog`.
    func attachCatalog() throws(QueryError) {
        guard !hasCatalog else { return }
        let image = try engine.catalog.image
        do {
            try connection.attach(image: image, as: "catalog")
        } catch {
            throw QueryError(.sql, "the catalog cannot be attached: \(error.message)")
        }
        hasCatalog = true
    }

    func show(_ show: Show, _ run: StatementRun) throws(QueryError) -> StatementResult {
        let extended = show.isExtended
        switch show.subject {
        case .providers:
            let columns = "name, version" + (extended ? ", title, description" : "")
            return try query("SELECT \(columns) FROM catalog.providers ORDER BY name", show, run)
        case .services(let path):
            let provider = try provider(path)
            let columns =
                "name || ':' || version AS id, name, title"
                + (extended ? ", description, version" : "")
            return try query(
                "SELECT \(columns) FROM catalog.services WHERE provider = \(provider.quotedAsText) "
                    + "ORDER BY name",
                show,
                run
            )
        case .resources(let path):
            let (provider, service) = try service(path)
            let columns = "name, id" + (extended ? ", title, description" : "")
            return try query(
                "SELECT \(columns) FROM catalog.resources WHERE provider = \(provider.quotedAsText) "
                    + "AND service = \(service.quotedAsText) ORDER BY name",
                show,
                run
            )
        case .methods(let path): return try showMethods(path, show, run)
        case .version: return try showVersion(show, run)
        case .tables: return try showTables(show, run)
        case .views: return try showViews(show, run)
        case .settings: return try showSettings(show, run)
        case .isolationLevel: return try showIsolationLevel(show, run)
        case .insert(let path, let columns): return try showInsert(path, columns, show, run)
        case .auth(let provider): return try showAuth(provider, show, run)
        }
    }

    private func showMethods(
        _ path: [Identifier],
        _ show: Show,
        _ run: StatementRun
    ) throws(QueryError) -> StatementResult {
        let resource = try knownResource(path)
        let columns = """
            name AS MethodName, required_parameters AS RequiredParams,
            upper(sql_verb) AS SQLVerb
            """ + (show.isExtended ? ", http_method || ' ' || path AS Request, description" : "")
        return try query(
            "SELECT \(columns) FROM catalog.methods WHERE \(condition(resource, "resource")) "
                + "ORDER BY CASE sql_verb WHEN 'select' THEN 0 WHEN 'insert' THEN 1 "
                + "WHEN 'exec' THEN 9 ELSE 5 END, position",
            show,
            run
        )
    }

    func describe(_ describe: Describe, _ run: StatementRun) throws(QueryError) -> StatementResult {
        guard !describe.isMethod else { return try describeMethod(describe, run) }
        if let answer = try describeLocal(describe, run) { return answer }
        let resource = try knownResource(describe.path)
        let columns = "name, type" + (describe.isExtended ? ", description" : "")
        return try rows(
            "SELECT \(columns) FROM catalog.columns WHERE \(condition(resource, "resource")) "
                + "ORDER BY position",
            run
        )
    }
}

// MARK: - Names

extension SessionState {
    private func provider(_ path: [Identifier]) throws(QueryError) -> String {
        guard let first = path.first else {
            guard let provider = settings.provider else {
                throw QueryError(.unknownName, "which provider? SHOW PROVIDERS lists them")
            }
            return provider
        }
        guard path.count == 1 else {
            throw QueryError(
                .unknownName,
                "\(path.dotted) is not a provider",
                range: range(of: path),
                help: "SHOW PROVIDERS lists them"
            )
        }
        try checkProvider(first)
        return first.text
    }

    private func service(_ path: [Identifier]) throws(QueryError) -> (String, String) {
        guard path.count <= 2, let last = path.last else {
            throw QueryError(
                .unknownName,
                "\(path.dotted) is not a service",
                range: range(of: path),
                help: "a service is named provider.service"
            )
        }
        guard path.count == 2 || settings.provider != nil else {
            throw QueryError(
                .unknownName,
                "\(path.dotted) is not a service",
                range: range(of: path),
                help:
                    "a service is named provider.service; SHOW SERVICES IN \(last.text) lists them"
            )
        }
        let provider = try provider(Array(path.dropLast()))
        try checkService(last, of: provider)
        return (provider, last.text)
    }

    func knownResource(_ path: [Identifier]) throws(QueryError) -> Resource {
        guard let resource = try resource(named: path) else {
            throw QueryError(
                .unknownName,
                "\(path.dotted) is not a resource",
                range: range(of: path),
                help: "a resource is named provider.service.resource"
            )
        }
        return resource
    }

    private func condition(_ resource: Resource, _ column: String) -> String {
        "provider = \(resource.provider.quotedAsText) "
            + "AND service = \(resource.service.quotedAsText) "
            + "AND \(column) = \(resource.name.quotedAsText)"
    }

    /// The message of a name in a resource's service.
    func message(_ name: String, of resource: Resource) throws(QueryError) -> Message? {
        try engine.reading { (catalog) throws(CatalogError) in
            try catalog.message(name, provider: resource.provider, service: resource.service)
        }
    }
}

// MARK: - Queries

extension SessionState {
    /// A query over the catalog, narrowed by the statement's LIKE or WHERE.
    func query(
        _ sql: String,
        _ show: Show,
        _ run: StatementRun
    ) throws(QueryError) -> StatementResult {
        let narrowed = "SELECT * FROM (\(sql))"
        if let pattern = show.pattern {
            let condition = " WHERE \(show.subject.nameColumn) LIKE \(pattern.quotedAsText)"
            return try rows(narrowed + condition, run)
        }
        guard let condition = show.whereClause else { return try rows(narrowed, run) }
        let written = SQLWriter(run.source).sql(with: Rewriting(), in: condition.range)
        return try rows(written.enclosed(narrowed + " WHERE ", ""), run)
    }

    private func rows(_ sql: String, _ run: StatementRun) throws(QueryError) -> StatementResult {
        try rows(.made(sql), run)
    }

    private func rows(_ sql: RewrittenSQL, _ run: StatementRun) throws(QueryError)
        -> StatementResult
    {
        try attachCatalog()
        return StatementResult(try prepare(sql, run, []))
    }
}

extension Show.Subject {
    /// The column that LIKE looks at.
    fileprivate var nameColumn: String {
        switch self {
        case .methods: "MethodName"
        case .auth: "provider"
        case .version: "version"
        case .insert: "insert_statement"
        case .isolationLevel: "transaction_isolation"
        case .providers, .services, .resources, .tables, .views, .settings: "name"
        }
    }
}
