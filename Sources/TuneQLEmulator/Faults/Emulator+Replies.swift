import Synchronization
import TuneQLJSON
public import TuneQLTransport

/// The way in which a connection sends a response.
enum Reply: Sendable {
    case whole(HTTPResponse)
    /// The connection ends after a number of bytes of the body.
    case cut(HTTPResponse, afterBytes: Int)
}

extension Emulator {
    /// The script of faults; setting it restarts the numbers of requests.
    public var faults: Faults {
        get { state.withLock { $0.log.faults } }
        set { state.withLock { $0.log.faults = newValue } }
    }

    /// The number of requests that came through transports and servers.
    public var requestCount: Int { state.withLock { $0.log.count } }

    /// The requests so far, when the configuration asks for them to be kept.
    public var recordedRequests: [HTTPRequest] { state.withLock { $0.log.requests } }

    /// Answers a request that came over a connection, with the faults of the script.
    func reply(to request: HTTPRequest) -> Reply {
        let isRecording = configuration.isRecording
        let effect = state.withLock { $0.log.record(request, isRecording: isRecording) }
        switch effect {
        case nil: return .whole(response(to: request))
        case .answer(let response): return .whole(response)
        case .cut(let count): return .cut(response(to: request), afterBytes: count)
        case .repeatedPageToken: return .whole(repeatingToken(of: request))
        case .malformedJSON:
            var response = response(to: request)
            response.body.removeLast(response.body.count / 2)
            return .whole(response)
        }
    }

    private func repeatingToken(of request: HTTPRequest) -> HTTPResponse {
        var response = response(to: request)
        guard case .object(var page)? = try? JSONValue(parsing: response.body) else {
            return response
        }
        let sent = RequestTarget(request)?.query.last { $0.name == "pageToken" }?.value
        page["nextPageToken"] = sent.map { .string($0) } ?? page["nextPageToken"] ?? "again"
        response.body = JSONValue.object(page).bytes
        return response
    }
}
