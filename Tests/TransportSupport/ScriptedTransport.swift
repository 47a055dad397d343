import Synchronization
package import TuneQLTransport

/// A transport that answers from a list and keeps the requests.
package final class ScriptedTransport: Transport {
    package typealias Outcome = Result<HTTPResponse, TransportError>

    private let state: Mutex<(outcomes: [Outcome], requests: [HTTPRequest])>

    package init(_ outcomes: [Outcome]) {
        state = Mutex((outcomes, []))
    }

    package var requests: [HTTPRequest] { state.withLock { $0.requests } }

    package func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let outcome = state.withLock { state in
            state.requests.append(request)
            return state.outcomes.isEmpty ? nil : state.outcomes.removeFirst()
        }
        guard let outcome else { throw TransportError(.connect, "the script has ended") }
        return try outcome.get()
    }
}

extension ScriptedTransport.Outcome {
    /// An answer with a JSON body.
    package static func json(
        _ text: String,
        status: Int = 200,
        headers: [HTTPField] = []
    ) -> Self {
        .success(
            HTTPResponse(
                status: status,
                headers: headers + [HTTPField(name: "Content-Type", value: "application/json")],
                body: Array(text.utf8)
            )
        )
    }

    /// One of the recorded error bodies.
    package static func recorded(_ file: String, _ status: Int, headers: [HTTPField] = []) throws
        -> Self
    {
        .success(
            HTTPResponse(status: status, headers: headers, body: try resource("errors/\(file)"))
        )
    }

    package static func failure(_ kind: TransportError.Kind) -> Self {
        .failure(TransportError(kind, "it was \(kind.rawValue)"))
    }
}
