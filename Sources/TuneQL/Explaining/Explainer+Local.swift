import TuneQLCatalog
import TuneQLSQLite
import TuneQLSyntax

/// EXPLAIN of statements over local tables and views: only their queries call anything.
extension Explainer {
    func localSteps(_ local: LocalStatement) throws(QueryError) -> [ExplainedStep] {
        switch local.verb {
        case .createTable:
            var steps: [ExplainedStep] = []
            for query in local.queries { steps += try readingSteps(query) }
            return steps
        case .update, .delete:
            if let write = try statement.write { return try writingSteps(write) }
            let sql = try statement.sql
            return try state.rollingBack { () throws(QueryError) in try readingSteps(sql) }
        default: return []
        }
    }

    func viewSteps(_ view: ViewStatement) throws(QueryError) -> [ExplainedStep] {
        switch view.action {
        case .create(let query) where view.isMaterialized: return try readingSteps(query)
        case .refresh:
            guard let stored = try state.storedView(named: view.name.text), stored.isMaterialized
            else {
                throw try state.noSuchView(view.name, "materialized view")
            }
            let restorer = ViewRestorer(state: state, run: run)
            return try restorer.defined(by: stored) { (definition, query) throws(QueryError) in
                try Explainer(definition.statement).readingSteps(query)
            }
        case .create, .drop: return []
        }
    }
}
