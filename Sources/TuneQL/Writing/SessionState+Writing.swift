import TuneQLCatalog
import TuneQLScan
import TuneQLSyntax

extension SessionState {
    /// Throws when the session is read-only and the method writes.
    func checkMayCall(
        _ method: Method,
        of resource: Resource,
        range: Range<Int>?
    ) throws(QueryError) {
        guard policy.isReadOnly, !method.isRead else { return }
        throw QueryError(
            .forbidden,
            "\(resource.id).\(method.name) writes, and the session is read-only",
            range: range,
            help: "nothing was sent"
        )
    }
}
