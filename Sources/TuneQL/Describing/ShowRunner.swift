import TuneQLCatalog
import TuneQLSyntax
import TuneQLText

/// Runs a SHOW: queries over the catalog, with StackQL's column names, and over the session itself.
struct ShowRunner {
    let statement: AnalyzedStatement
    let show: Show

    var state: SessionState { statement.state }

    func run() throws(QueryError) -> StatementResult {
        let extended = show.isExtended
        switch show.subject {
        case .providers:
            let columns = "name, version" + (extended ? ", title, description" : "")
            return try query("SELECT \(columns) FROM catalog.providers ORDER BY name")
        case .services(let path):
            let provider = try provider(path)
            let columns =
                "name || ':' || version AS id, name, title"
                + (extended ? ", description, version" : "")
            return try query(
                "SELECT \(columns) FROM catalog.services WHERE provider = \(provider.quotedAsText) "
                    + "ORDER BY name"
            )
        case .resources(let path):
            let (provider, service) = try service(path)
            let columns = "name, id" + (extended ? ", title, description, aliases" : "")
            return try query(
                "SELECT \(columns) FROM catalog.resources WHERE provider = \(provider.quotedAsText) "
                    + "AND service = \(service.quotedAsText) ORDER BY name"
            )
        case .methods(let path): return try showMethods(path)
        case .version: return try showVersion()
        case .tables: return try showTables()
        case .views: return try showViews()
        case .settings: return try showSettings()
        case .isolationLevel: return try showIsolationLevel()
        case .insert(let path, let columns): return try showInsert(path, columns)
        case .manifest(let path): return try showManifest(path)
        case .auth(let provider): return try showAuth(provider)
        }
    }

    private func showMethods(_ path: [Identifier]) throws(QueryError) -> StatementResult {
        let resource = try state.knownResource(path)
        let extended = """
            , http_method || ' ' || path AS Request, description,
            iif(collection = '', name, collection || '.' || name) AS FullName
            """
        let columns = """
            name AS MethodName, required_parameters AS RequiredParams,
            upper(sql_verb) AS SQLVerb\(show.isExtended ? extended : "")
            """
        return try query(
            "SELECT \(columns) FROM catalog.methods WHERE \(CatalogRows.condition(resource)) "
                + "ORDER BY CASE sql_verb WHEN 'select' THEN 0 WHEN 'insert' THEN 1 "
                + "WHEN 'exec' THEN 9 ELSE 5 END, position"
        )
    }

    /// The rows of a query, narrowed by the statement's LIKE or WHERE.
    func query(_ sql: String) throws(QueryError) -> StatementResult {
        try CatalogRows(statement: statement).rows(sql, narrowedBy: show)
    }
}
