import TuneQLCalls
import TuneQLCatalog
import TuneQLSQLite
import TuneQLSyntax

/// Runs a SELECT; its rows are computed as they are read.
struct SelectRunner {
    let statement: AnalyzedStatement
    let query: Query

    func run() throws(QueryError) -> StatementResult {
        let typed = try statement.typed
        let open = try statement.prepare(statement.sql(for: query))
        open.set(kinds: typed.kinds(of: query))
        return StatementResult(open)
    }
}
