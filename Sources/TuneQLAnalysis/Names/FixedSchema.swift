package import TuneQLSyntax

/// A schema known in advance: for completion and tests, or of a session without local tables.
package struct FixedSchema: LocalSchema {
    /// The columns of tables and views, by their names in lowercase.
    package var tables: [String: Relation]
    /// The names of attached databases, in lowercase.
    package var databases: Set<String>

    /// Makes a schema; without arguments, that of a session that has no local tables.
    package init(tables: [String: Relation] = [:], databases: Set<String> = []) {
        self.tables = tables
        self.databases = databases
    }

    /// Whether the name is among ``databases``.
    package func hasDatabase(_ name: String) -> Bool { databases.contains(name) }

    /// The table or view of the name in ``tables``.
    package func relation(of table: TableReference) -> Relation? {
        guard table.arguments == nil, let name = table.path.last?.text.lowercased(),
            table.path.count == 1 || ["main", "temp"].contains(table.path[0].text.lowercased())
        else { return nil }
        return tables[name]
    }

    /// Nothing: definitions of views are not part of the schema.
    package func viewQuery(named name: String) -> Query? { nil }

    /// Whether the constant is `0` or `false`.
    package func isNeverTrue(_ constant: String) -> Bool {
        ["0", "false"].contains(constant.lowercased())
    }
}
