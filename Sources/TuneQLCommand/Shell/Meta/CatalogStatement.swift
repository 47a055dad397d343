import TuneQLText

/// The statements that stand behind commands about the catalog.
enum CatalogStatement {
    /// The statement of a command; nil for a command that is none.
    static func text(
        _ action: MetaCommand.Action,
        _ line: MetaLine,
        last: String?
    ) throws(MetaError) -> String? {
        let name = line.rest
        switch action {
        case .tables: return tables(like: name)
        case .describe: return name.isEmpty ? tables(like: "") : "DESCRIBE \(name)"
        case .schema: return schema(of: name)
        case .methods:
            return "SHOW METHODS IN "
                + (try needed(name, "a resource", ".methods provider.service.resource"))
        case .providers: return "SHOW PROVIDERS"
        case .services: return "SHOW SERVICES IN " + (name.isEmpty ? "google" : name)
        case .resources:
            return "SHOW RESOURCES IN "
                + (try needed(name, "a service", ".resources provider.service"))
        case .auth: return "SHOW AUTH \(name)"
        case .explain:
            guard let statement = name.isEmpty ? last : name else {
                throw MetaError("no statement has been run yet")
            }
            return "EXPLAIN \(statement)"
        default: return nil
        }
    }

    private static func needed(
        _ name: String,
        _ what: String,
        _ example: String
    ) throws(MetaError) -> String {
        guard name.isEmpty else { return name }
        throw MetaError("the name of \(what) is missing", help: "write \(example)")
    }

    /// Local tables and views, and resources, whose names match a pattern.
    private static func tables(like pattern: String) -> String {
        var condition = ""
        if !pattern.isEmpty {
            let like = pattern.map { $0 == "*" ? "%" : String($0) }.joined()
            let isPattern = like.contains("%")
            condition = " WHERE name LIKE " + (isPattern ? like : "%\(like)%").quotedAsText
        }
        return
            "SELECT name, type FROM (\(localTables) UNION ALL \(resources))\(condition) ORDER BY "
            + "type = 'resource', name"
    }

    private static let resources =
        "SELECT provider || '.' || service || '.' || name, 'resource' FROM catalog.resources"

    private static let localTables = ["sqlite_schema", "sqlite_temp_schema"].map { schema in
        "SELECT name AS name, type AS type FROM \(schema) WHERE type IN ('table', 'view') "
            + "AND name NOT LIKE 'sqlite~_%' ESCAPE '~' AND name NOT LIKE 'tuneql~_%' ESCAPE '~'"
    }.joined(separator: " UNION ALL ")

    /// The definition of a local table as SQL, and of a resource as its columns.
    private static func schema(of name: String) -> String {
        if name.contains(".") { return "DESCRIBE EXTENDED \(name)" }
        let condition = name.isEmpty ? "" : " WHERE name = \(name.quotedAsText)"
        let definitions = ["sqlite_schema", "sqlite_temp_schema"].map { schema in
            "SELECT name, sql FROM \(schema) WHERE sql IS NOT NULL"
        }.joined(separator: " UNION ALL ")
        return "SELECT sql || ';' AS definition FROM (\(definitions))\(condition)"
    }
}
