import TuneQLCatalog
import TuneQLHTTP
import TuneQLJSON
import TuneQLSQLite

extension Session {
    /// Makes the call of a write and reads its answer.
    ///
    /// - Returns: The answer; an empty object when the service answers nothing.
    func answer(to call: MethodCall, _ run: StatementRun) async throws(QueryError) -> [UInt8] {
        if run.token.isCancelled { throw .cancelled }
        let task = Task { [client = engine.client] in
            await client.outcome(of: call)
        }
        let registration = run.token.onCancel { task.cancel() }
        defer { registration.remove() }
        switch await task.value {
        case .success(let response):
            return response.body.isEmpty ? Array("{}".utf8) : response.body
        case .failure(let error): throw QueryError(error)
        }
    }
}

extension APIClient {
    fileprivate func outcome(of call: MethodCall) async -> Result<HTTPResponse, CallError> {
        do throws(CallError) {
            return .success(try await response(to: call))
        } catch {
            return .failure(error)
        }
    }
}
