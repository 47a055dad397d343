import TuneQLCatalog
import TuneQLSQLite
import TuneQLSyntax

/// Keeps calls out of transactions.
struct TransactionGuard {
    let state: SessionState
    let run: StatementRun

    /// Refuses a call that a ROLLBACK could not undo.
    func check() throws(QueryError) {
        guard state.connection.isInTransaction else { return }
        try run.statement.forEachExecSource { (source, _) throws(QueryError) in
            try check(source.exec)
        }
        switch run.statement.kind {
        case .insert(let insert):
            guard let resource = try state.resource(named: insert.target.path) else { return }
            let article = insert.isReplacement ? "a REPLACE" : "an INSERT"
            throw .inTransaction("\(article) into \(resource.id)", insert.target.range)
        case .local(let local) where local.verb.changesRows:
            guard let target = local.tables.first,
                let resource = try state.resource(named: target.path)
            else { return }
            let words = local.verb == .update ? "an UPDATE of" : "a DELETE from"
            throw .inTransaction("\(words) \(resource.id)", target.range)
        case .exec(let exec): try check(exec)
        default: return
        }
    }

    private func check(_ exec: Exec) throws(QueryError) {
        let (resource, methods) = try state.methods(named: exec.path)
        guard let method = methods.first(where: { $0.verb != .select }) else { return }
        throw .inTransaction("\(resource.id).\(method.name)", exec.path.wholeRange)
    }
}

extension QueryError {
    fileprivate static func inTransaction(_ call: String, _ range: Range<Int>?) -> QueryError {
        QueryError(
            .sql,
            "\(call) cannot be part of a transaction: the service cannot undo it",
            range: range,
            help: "COMMIT or ROLLBACK first"
        )
    }
}
