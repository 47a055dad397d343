/// A way to send a request to a server and receive its response.
///
/// An implementation retries nothing and follows no redirect; cancelling the calling task aborts
/// the exchange at once and throws a ``TransportError`` of kind `cancelled`.
///
/// ```swift
/// /// Answers every request with an empty object.
/// struct EmptyResponses: Transport {
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
    /// Sends a request and waits for the whole response.
    func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse

    /// The transport for secret token requests: this one, unless it shows or records them.
    var credentialTransport: any Transport { get }

    /// Whether responses come from a recording.
    ///
    /// If so, no request leaves the process, so none carries credentials, and waits change nothing.
    var isReplay: Bool { get }

    /// Whether requests count against services' quotas; the limits in documents apply only then.
    var usesQuota: Bool { get }

    /// Whether statements take responses in an order that does not depend on which arrives first.
    ///
    /// A replay then runs in the same way as the recorded run.
    var keepsOrder: Bool { get }
}

extension Transport {
    /// This transport.
    public var credentialTransport: any Transport { self }

    /// False: requests leave the process.
    public var isReplay: Bool { false }

    /// True, unless a transport says otherwise.
    public var usesQuota: Bool { true }

    /// True for replays alone, unless a transport says otherwise.
    public var keepsOrder: Bool { isReplay }
}

/// The error of an exchange without a response.
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
        /// The connection ended before the response was complete; the server may have acted.
        case interrupted
        /// The time limit passed; the server may have acted.
        case timedOut
        /// The calling task was cancelled.
        case cancelled
        /// The response broke HTTP, or was larger than the limit.
        case malformed
        /// No request can be sent here, or not this one: the server saw nothing.
        case unsendable
        /// The recording has no response to the request.
        case notRecorded
    }

    /// The way in which it failed.
    public var kind: Kind
    /// A description of the failure, without secrets.
    public var message: String

    /// Makes an error.
    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// Whether the server certainly did not act on the request.
    public var isBeforeSending: Bool { [.connect, .tls, .unsendable, .notRecorded].contains(kind) }
}
