/// What carries one request to a server and brings the answer.
///
/// An implementation repeats nothing and follows no redirect; cancelling the calling task aborts
/// the exchange at once and throws ``TransportError`` of kind `cancelled`.
public protocol Transport: Sendable {
    /// Sends a request and waits for the whole answer.
    func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse

    /// Whether requests reach services whose quotas count; the limits in documents hold only then.
    var usesQuota: Bool { get }
}

extension Transport {
    /// True, unless a transport says otherwise.
    public var usesQuota: Bool { true }
}

/// An exchange that brought no answer.
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
    public var isBeforeSending: Bool { [.connect, .tls, .unsendable].contains(kind) }
}
