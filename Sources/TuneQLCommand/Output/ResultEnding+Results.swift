import TuneQL
import TuneQLJSON
import TuneQLRendering

extension ResultEnding {
    /// The ending of a result, with its calls, and its error if it has one.
    init(of results: ResultSet, failure: QueryError?) {
        self.init(
            isComplete: failure == nil && results.isComplete,
            scopes: .array(results.scopes.map(\.json)),
            error: failure?.json,
            message: results.message
        )
    }

    /// The ending of a statement that was refused before it returned anything.
    init(refusedBy error: QueryError) {
        self.init(isComplete: false, error: error.json)
    }
}

extension ResultSet.Scope {
    fileprivate var json: JSONValue {
        let members = parameters.sorted { $0.key < $1.key }
            .map { JSONMember(name: $0.key, value: .string($0.value)) }
        return [
            "resource": .string(resource), "method": .string(method),
            "parameters": .object(JSONObject(members)), "status": .string(status.rawValue),
            "pages": .number(String(pages)), "rows": .number(String(rows)),
            "bytes": .number(String(bytes)), "retries": .number(String(retries)),
            "error": error?.json ?? .null,
        ]
    }
}

extension QueryError {
    fileprivate var json: JSONValue {
        [
            "code": .string(code.name), "message": .string(message),
            "help": help.map { .string($0) } ?? .null,
        ]
    }
}
