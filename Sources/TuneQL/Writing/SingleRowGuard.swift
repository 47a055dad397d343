import TuneQLSQLite
import TuneQLScan
import TuneQLSyntax

/// Refuses a second row of a subquery that is used as a value in a write.
///
/// Of several rows SQLite takes the first, which may be any. So each such query gets a condition
/// that fails when there is a second row; its value, with all its properties in SQLite, is
/// unchanged.
extension Statement {
    /// The queries used as values in a write to a table of a service, or in an EXEC.
    var singleRowQueries: [Query] {
        switch kind {
        case .exec: break
        case .insert(let insert): guard insert.target.mayBeRemote else { return [] }
        case .local(let local):
            guard local.verb.changesRows, local.tables.first?.mayBeRemote == true else {
                return []
            }
        default: return []
        }
        var queries: [Query] = []
        forEachExpression { expression, _ in
            guard case .subquery(let query) = expression.kind, query.mayHaveRows else { return }
            queries.append(query)
        }
        return queries
    }

    /// Adds the conditions.
    func guardSingleRows(with rewriting: inout Rewriting) {
        for query in singleRowQueries {
            let place = "\(query.range.lowerBound), \(query.range.upperBound)"
            rewriting.insert(
                "WITH \"tuneql rows\" AS NOT MATERIALIZED (",
                at: query.range.lowerBound
            )
            rewriting.insert(
                ") SELECT * FROM \"tuneql rows\" WHERE \(Functions.singleRow)((SELECT count(*) FROM "
                    + "(SELECT 1 FROM \"tuneql rows\" LIMIT 2)), \(place))",
                at: query.range.upperBound
            )
        }
    }
}

extension TableReference {
    /// Whether its name may be that of a service's table.
    fileprivate var mayBeRemote: Bool {
        path.count > 1 && !["main", "temp"].contains(path[0].text.lowercased())
    }
}

extension Query {
    /// Whether it may have several rows, judged by its text.
    fileprivate var mayHaveRows: Bool {
        if case .literal(.number(let digits))? = limit?.kind, ["0", "1"].contains(digits) {
            return false
        }
        guard body.count == 1, let core = body.first else { return true }
        guard core.values.isEmpty else { return core.values.count > 1 }
        if core.from.isEmpty { return false }
        return !core.groupBy.isEmpty || !core.results.contains(where: \.isOneAggregate)
    }
}

extension SelectItem {
    /// Whether it is an aggregate of all rows.
    fileprivate var isOneAggregate: Bool {
        guard case .function(let call) = expression?.kind else { return false }
        return call.isAggregate
    }
}

extension Functions {
    /// The name of the function that refuses a second row: `tuneql_single(count, start, end)`.
    static let singleRow = "tuneql_single"

    static func defineSingleRowGuard(on connection: Connection) throws(SQLiteError) {
        try connection.defineFunction(singleRow, argumentCount: 3) { arguments in
            guard case .integer(let count) = arguments[0], count > 1,
                case .integer(let start) = arguments[1], case .integer(let end) = arguments[2]
            else { return .integer(1) }
            throw QueryError(
                .invalidValue,
                "the subquery has more than one row, where one value is expected",
                range: Int(start)..<max(Int(start), Int(end)),
                help: "limit it to one row, for example with LIMIT 1; "
                    + "INSERT … SELECT and EXEC … SELECT write once for each row"
            )
        }
    }
}
