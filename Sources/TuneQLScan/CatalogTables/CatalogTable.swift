package import TuneQLCatalog
package import TuneQLSQLite

/// A table of the schema `catalog`: rows worked out from the catalogs while they are read.
package final class CatalogTable: VirtualTable {
    let relation: CatalogRelation
    let catalogs: Catalogs

    package init(_ relation: CatalogRelation, of catalogs: Catalogs) {
        self.relation = relation
        self.catalogs = catalogs
    }

    package var declaration: String { relation.declaration }

    package var isInnocuous: Bool { true }

    /// Uses a value for each key; SQLite checks all conditions again.
    package func plan(for request: PlanRequest) -> Plan? {
        var arguments: [Plan.Argument] = []
        var keys = ""
        for key in CatalogRelation.Key.allCases {
            guard let found = constraint(on: key, in: request) else { continue }
            arguments.append(Plan.Argument(constraint: found))
            keys += "\(key.rawValue)"
        }
        let rows = Int64(1) << (4 * (5 - Int64(arguments.count)))
        return Plan(
            arguments: arguments,
            text: keys + (needsDetails(request.columnsUsed) ? "+" : ""),
            cost: Double(rows),
            rows: rows
        )
    }

    private func constraint(
        on key: CatalogRelation.Key,
        in request: PlanRequest
    ) -> Int? {
        guard let name = relation.keys[key],
            let column = relation.columnNames.firstIndex(of: name)
        else { return nil }
        let isExact = key == .name && relation.isOfMessages
        return request.constraints.firstIndex {
            $0.column == column && $0.isUsable && [.equal, .is].contains($0.operation)
                && ($0.collation == "BINARY" || !isExact && $0.collation == "NOCASE")
        }
    }

    /// Whether more of resources than their names is read.
    private func needsDetails(_ columnsUsed: UInt64) -> Bool {
        relation != .resources || columnsUsed >> UInt64(CatalogRows.namesOfResource) != 0
    }

    package func makeCursor() -> any VirtualCursor {
        CatalogCursor(relation, of: catalogs)
    }
}

extension CatalogTable {
    /// The schema's name.
    package static let schema = "catalog"

    /// The name of the module of a table.
    private static func module(_ relation: CatalogRelation) -> String {
        "tuneql_catalog_\(relation.rawValue)"
    }

    /// Attaches the schema to a connection.
    package static func attachAll(
        of catalogs: Catalogs,
        to connection: Connection
    ) throws(SQLiteError) {
        for relation in CatalogRelation.allCases {
            try connection.registerModule(
                CatalogTable(relation, of: catalogs),
                named: module(relation)
            )
        }
        try connection.attach(image: try image.get(), as: schema)
    }

    /// A database that declares the tables, made once.
    private static let image = Result { () throws(SQLiteError) in
        try Connection.image(
            declaring: CatalogRelation.allCases.map {
                ($0.rawValue, module($0), CatalogTable($0, of: Catalogs([])))
            }
        )
    }
}
