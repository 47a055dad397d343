import TuneQLCatalog
import TuneQLSyntax

/// Runs a DESCRIBE: the columns of a resource, table or view, or a method's inputs and outputs.
struct DescribeRunner {
    let statement: AnalyzedStatement
    let describe: Describe

    var state: SessionState { statement.state }

    func run() throws(QueryError) -> StatementResult {
        guard !describe.isMethod else { return try describeMethod() }
        if let rows = try describeLocal() { return rows }
        let resource = try state.knownResource(describe.path)
        let columns = "name, type" + (describe.isExtended ? ", description" : "")
        return try CatalogRows(statement: statement).rows(
            .made(
                "SELECT \(columns) FROM catalog.columns WHERE \(CatalogRows.condition(resource)) "
                    + "ORDER BY position"
            )
        )
    }
}
