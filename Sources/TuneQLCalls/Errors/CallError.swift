import TuneQLCredentials
import TuneQLTransport

/// The error of a call without a usable response.
package struct CallError: Error, Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        /// The service refused or failed.
        case api
        /// There are no credentials, or they were refused.
        case credentials
        /// A quota or a rate limit is used up.
        case quota
        /// The request may have been carried out, so the object that it creates may exist.
        case unknownOutcome
        /// The response does not have the shape that the method promises.
        case malformed
        /// The response names places that did not respond, so their rows are missing.
        case unreachable
        /// No response arrived.
        case transport
        /// The calling task was cancelled.
        case cancelled
        /// The call can't become a request.
        case invalidRequest
        /// A list repeated a page token, so it would never end.
        case pageTokenRepeated
        /// The statement may make no more calls.
        case limit
        /// Responses come from a recording, which has none for the request.
        case notRecorded
    }

    package var kind: Kind
    /// The status of the response; nil when there was none.
    package var httpStatus: Int?
    /// The canonical code of the API: `NOT_FOUND`.
    package var status: String?
    /// The reason that the API names: `SERVICE_DISABLED`.
    package var reason: String?
    /// The message, on one line, fit for a terminal.
    package var message: String
    /// The request: `GET https://…`; empty when there is none.
    package var request: String
    /// Advice on what to do next.
    package var help: String?
    /// The body of the response, unchanged; nil when there was none.
    package var body: String?
    /// The only location that the host serves, when another one was requested.
    package var servedLocation: String?

    package init(
        kind: Kind,
        message: String,
        httpStatus: Int? = nil,
        status: String? = nil,
        reason: String? = nil,
        request: String = "",
        help: String? = nil
    ) {
        self.kind = kind
        self.message = message
        self.httpStatus = httpStatus
        self.status = status
        self.reason = reason
        self.request = request
        self.help = help
    }

    /// Whether the service knows the method and reports that the object doesn't exist.
    ///
    /// A web page with status 404 does not count: it means that the address is wrong.
    package var isNotFound: Bool { httpStatus == 404 && status == "NOT_FOUND" }
}

extension CallError {
    init(_ error: RequestError) {
        self.init(kind: .invalidRequest, message: error.message, help: error.help)
    }

    init(_ error: CredentialError, request: String) {
        self.init(
            kind: error.kind == .cancelled ? .cancelled : .credentials,
            message: error.message,
            request: request,
            help: error.help
        )
    }

    static func cancelled(_ request: HTTPRequest) -> CallError {
        let text = "the call was cancelled"
        let isSafe = request.isIdempotent
        return CallError(
            kind: .cancelled,
            message: text,
            request: request.summary,
            help: isSafe ? nil : "if it was already sent, the service may still carry it out"
        )
    }

    /// The error of an exchange that failed for good.
    init(_ error: TransportError, of request: HTTPRequest) {
        guard error.kind != .cancelled else {
            self = .cancelled(request)
            return
        }
        guard request.isIdempotent || error.isBeforeSending else {
            self = .unknownOutcome(error.message, of: request.summary)
            return
        }
        self.init(
            kind: error.kind == .notRecorded ? .notRecorded : .transport,
            message: error.message,
            request: request.summary,
            help: Self.help(for: error.kind)
        )
    }

    /// The error of a write whose outcome is unknown.
    ///
    /// - Parameters:
    ///   - cause: The reason why it is unknown.
    ///   - request: The request, for messages: `POST https://…`.
    /// - Returns: The error.
    static func unknownOutcome(_ cause: String, of request: String) -> CallError {
        CallError(
            kind: .unknownOutcome,
            message: "the outcome is unknown, the service may have carried it out: \(cause)",
            request: request,
            help: "use a SELECT to check whether it took effect before you repeat the statement"
        )
    }

    private static func help(for kind: TransportError.Kind) -> String? {
        switch kind {
        case .connect:
            "check the network, the proxy (https_proxy), the location's name, and --endpoint if you gave it"
        case .tls:
            "if your proxy intercepts TLS, trust its certificate with --CABundle FILE, "
                + "or name it in SSL_CERT_FILE"
        case .timedOut, .interrupted: "try again; the service or the network is slow"
        case .notRecorded:
            "record the statements again with --record, or run those that were recorded"
        case .cancelled, .malformed, .unsendable: nil
        }
    }
}
