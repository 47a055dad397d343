/// What carries one request to a server and brings the answer.
///
/// An implementation repeats nothing and follows no redirect; cancelling the calling task aborts
/// the exchange at once and throws ``TransportError`` of kind `cancelled`.
///
/// ```swift
/// /// Answers every request with an empty object.
/// struct EmptyAnswers: Transport {
///     func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
///         HTTPResponse(
///             status: 200,
///             headers: [HTTPField(name: "Content-Type", value: "application/json")],
///             body: Array("{}".utf8)
///         )
///     }
/// }
/// ```
public protocol Transport: Sendable {
    /// Sends a request and waits for the whole answer.
    func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse

    /// What carries the requests for tokens, which nobody may see: this one, unless it shows or keeps
    /// what it carries.
    var credentialTransport: any Transport { get }

    /// Whether answers were recorded before: no request leaves the process, so that none carries
    /// credentials, and waiting changes nothing.
    var isReplay: Bool { get }

    /// Whether requests reach services whose quotas count; the limits in documents hold only then.
    var usesQuota: Bool { get }

    /// Whether statements take answers in an order that does not depend on which comes first, so that
    /// a replay is the same as the run that was recorded.
    var keepsOrder: Bool { get }
}

extension Transport {
    /// This transport.
    public var credentialTransport: any Transport { self }

    /// False: requests go somewhere.
    public var isReplay: Bool { false }

    /// True, unless a transport says otherwise.
    public var usesQuota: Bool { true }

    /// True for replays alone, unless a transport says otherwise.
    public var keepsOrder: Bool { isReplay }
}

/// An exchange that brought no answer.
///
/// ```swift
/// do {
///     let request = HTTPRequest(method: "POST", url: "http://127.0.0.1:1/")
///     _ = try await transport.response(to: request)
/// } catch {
///     mayHaveActed = !error.isBeforeSending
/// }
/// ```
public struct TransportError: Error, Sendable, Hashable {
    /// The ways in which an exchange fails.
    public enum Kind: String, Sendable, Hashable {
        /// The name could not be resolved, or no connection was made: the server saw nothing.
        case connect
        /// The certificate or the handshake was refused: the server saw nothing.
        case tls
        /// The connection ended before the answer was whole; the server may have acted.
        case interrupted
        /// The time limit passed; the server may have acted.
        case timedOut
        /// The calling task was cancelled.
        case cancelled
        /// The answer broke HTTP, or was larger than the limit.
        case malformed
        /// No request can be sent here, or not this one: the server saw nothing.
        case unsendable
        /// The recording that answers come from has none for the request.
        case notRecorded
    }

    /// The way in which it failed.
    public var kind: Kind
    /// What happened, without secrets.
    public var message: String

    /// Makes an error.
    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// Whether the server certainly did not act on the request.
    public var isBeforeSending: Bool { [.connect, .tls, .unsendable, .notRecorded].contains(kind) }
}
