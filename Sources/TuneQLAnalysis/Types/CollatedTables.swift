import TuneQLSyntax
import TuneQLText

/// The local tables that are read through a query that gives their times a collation.
///
/// A local table does not declare the collation, since no other program could then sort its rows.
/// Where columns are compared without being named, as by USING or in `SELECT DISTINCT *`, it cannot
/// be written anywhere else.
struct CollatedTables {
    private var tables: [(reference: TableReference, columns: [RelationColumn])] = []

    init(in statement: Statement, _ types: TypeInference) {
        guard !statement.namesRowIDs else { return }
        statement.forEachQuery { query, outer in
            let scope = outer.seeing(query.with)
            for core in query.body where core.comparesUnnamed(in: query) {
                let members = types.relations(in: scope.entering(core))
                let times = Set(
                    members.flatMap(\.relation.columns).filter(\.type.isTime)
                        .map { $0.name.lowercased() }
                )
                for member in members { record(member, times, isMerged: core.mergesColumns) }
            }
        }
    }

    /// Records a table that has times, or texts that USING compares with times of another table.
    private mutating func record(_ member: NamedRelation, _ times: Set<String>, isMerged: Bool) {
        guard member.relation.isLocalTable, let table = member.table, table.path.count == 1 else {
            return
        }
        let columns = member.relation.columns.filter { !$0.isHidden }.map { column in
            var column = column
            column.isCollated =
                column.type.isTime || isMerged && times.contains(column.name.lowercased())
            return column
        }
        if columns.contains(where: \.isCollated) { tables.append((table, columns)) }
    }

    /// Adds the queries to the changes of the statement's text.
    func write(to rewriting: inout Rewriting) {
        for (table, columns) in tables {
            let list = columns.map { column in
                let name = column.name.quotedAsName
                return column.isCollated
                    ? "\(name) COLLATE \(Chronology.collationName) AS \(name)" : name
            }
            let alias = table.alias == nil ? " AS \(table.exposedName.quotedAsName)" : ""
            rewriting.enclose(
                table.range,
                in: "(SELECT \(list.joined(separator: ", ")) FROM ",
                ")" + alias
            )
        }
    }
}

extension SelectCore {
    /// Whether columns that the text does not name are compared.
    fileprivate func comparesUnnamed(in query: Query) -> Bool {
        let hasStar = results.contains(where: \.isStar)
        return hasStar && (isDistinct || query.body.count > 1) || mergesColumns
    }

    /// Whether a USING or NATURAL compares columns.
    fileprivate var mergesColumns: Bool { from.contains(where: \.mergesColumns) }
}

extension FromItem {
    /// Whether it is joined, or joins, by USING or NATURAL.
    fileprivate var mergesColumns: Bool {
        if case .using = constraint { return true }
        if case .group(let items, _) = source, items.contains(where: \.mergesColumns) {
            return true
        }
        return join?.isNatural ?? false
    }
}
