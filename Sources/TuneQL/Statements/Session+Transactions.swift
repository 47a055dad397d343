import TuneQLCatalog
import TuneQLSQLite
import TuneQLSyntax

extension SessionState {
    /// Refuses a call that a ROLLBACK could not take back.
    func checkTransaction(_ run: StatementRun) throws(QueryError) {
        guard connection.isInTransaction else { return }
        try run.statement.forEachExecSource { (source, _) throws(QueryError) in
            try checkTransaction(source.exec)
        }
        switch run.statement.kind {
        case .insert(let insert):
            guard let resource = try resource(named: insert.target.path) else { return }
            throw .inTransaction("an INSERT into \(resource.id)", insert.target.range)
        case .exec(let exec): try checkTransaction(exec)
        default: return
        }
    }

    private func checkTransaction(_ exec: Exec) throws(QueryError) {
        let (resource, method) = try method(named: exec.path)
        guard method.verb != .select else { return }
        throw .inTransaction("\(resource.id).\(method.name)", range(of: exec.path))
    }
}

extension QueryError {
    fileprivate static func inTransaction(_ call: String, _ range: Range<Int>?) -> QueryError {
        QueryError(
            .sql,
            "\(call) cannot be part of a transaction: the service takes nothing back",
            range: range,
            help: "COMMIT or ROLLBACK first"
        )
    }
}
