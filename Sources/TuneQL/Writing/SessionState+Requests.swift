import TuneQLCalls
import TuneQLCatalog
import TuneQLJSON
import TuneQLSyntax

extension SessionState {
    /// The requests of calls as rows, without sending them.
    func requestRows(of calls: [MethodCall]) throws(QueryError) -> StatementResult {
        var rows: [[Value]] = []
        for call in calls {
            do throws(CallError) {
                rows.append([
                    .text(call.method.httpMethod), .text(try engine.client.url(of: call)),
                    try engine.client.body(of: call).map { .json($0) } ?? .null,
                ])
            } catch {
                throw QueryError(error)
            }
        }
        let columns = [
            ResultColumn(name: "method"), ResultColumn(name: "url"),
            ResultColumn(name: "body", kind: .json),
        ]
        let count = calls.count == 1 ? "1 request" : "\(calls.count) requests"
        return StatementResult(columns: columns, rows: rows, message: "\(count), not sent")
    }
}
