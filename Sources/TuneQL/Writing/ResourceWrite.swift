import TuneQLCatalog
import TuneQLSyntax

/// An INSERT, REPLACE, UPDATE or DELETE of a resource: one call for each row of its source.
struct ResourceWrite {
    enum Form {
        case insert(Insert)
        case change(ResourceChange)
    }

    /// A column of the source.
    struct Column {
        var name: String
        var range: Range<Int>
        var role = RequestColumn.Role.value
    }

    var form: Form
    var resource: Resource
    /// The method that is called for each row.
    var method: Method
    /// The table that the statement names.
    var target: TableReference
    /// The columns of the source, in order.
    var columns: [Column]
    var returning: ReturningClause?

    /// The range of the query whose LIMIT decides the number of rows.
    var sourceRange: Range<Int>? {
        switch form {
        case .insert(let insert): insert.source?.range
        case .change: nil
        }
    }

    /// Whether rows of a table or of a table function decide how many calls are made.
    func readsTables(in statement: Statement) -> Bool {
        if case .insert(let insert) = form { return insert.source?.readsTables ?? false }
        var count = 0
        statement.forEachTable { table, scope in
            guard scope.place != .target else { return }
            if returning?.range.contains(table.range.lowerBound) != true { count += 1 }
        }
        return count > 0
    }
}

extension AnalyzedStatement {
    /// The write of a statement; nil when it writes to no resource by such a verb.
    var write: ResourceWrite? {
        get throws(QueryError) {
            switch run.statement.kind {
            case .insert(let insert): try insertion(insert)
            case .local(let local): try change(local)
            default: nil
            }
        }
    }

    private func insertion(_ insert: Insert) throws(QueryError) -> ResourceWrite? {
        guard let resource = try state.resource(named: insert.target.path) else { return nil }
        return ResourceWrite(
            form: .insert(insert),
            resource: resource,
            method: try resource.method(for: insert),
            target: insert.target,
            columns: insert.columns.map { ResourceWrite.Column(name: $0.text, range: $0.range) },
            returning: insert.returning
        )
    }

    private func change(_ local: LocalStatement) throws(QueryError) -> ResourceWrite? {
        guard let change = try resourceChange(local) else { return nil }
        let keys = change.keys.flatMap { key in
            key.names.map {
                ResourceWrite.Column(name: $0, range: key.subject, role: .condition)
            }
        }
        let fields = local.change.assignments.map {
            ResourceWrite.Column(name: $0.path.dotted, range: $0.range, role: .change)
        }
        return ResourceWrite(
            form: .change(change),
            resource: change.resource,
            method: try change.method,
            target: change.target,
            columns: keys + fields,
            returning: local.change.returning
        )
    }

    /// The parts of an UPDATE or a DELETE; nil when it changes no resource.
    func resourceChange(_ local: LocalStatement) throws(QueryError) -> ResourceChange? {
        guard local.verb.changesRows, let target = local.tables.first,
            let resource = try state.resource(named: target.path)
        else { return nil }
        return try ResourceChange(local, of: target, resource, in: run)
    }
}
