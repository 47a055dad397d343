import TuneQLJSON
import TuneQLText
import TuneQLTransport

/// Requests to token services: retried after transient errors, explained when refused.
struct TokenExchange: Sendable {
    /// The credential, for messages.
    let source: String
    /// The help after a refusal, by the reason that the service gave.
    let help: @Sendable (String?) -> String?
    let environment: CredentialEnvironment

    private static let maximumAttempts = 3
    private static let transientStatuses: Set<Int> = [408, 429, 500, 502, 503, 504]
    private static let transientFailures: Set<TransportError.Kind> = [
        .connect, .interrupted, .timedOut,
    ]
    private static let lifetimeUnknown = 3600

    /// Posts a form, and reads the token and the body that contains it.
    ///
    /// - Parameters:
    ///   - form: The pairs to send.
    ///   - url: The address, of an origin that may receive them.
    ///   - headers: Fields besides the type of the body.
    /// - Returns: The token and the response's body.
    /// - Throws: ``CredentialError`` without a token, after three attempts where a retry can help.
    func token(
        _ form: [(name: String, value: String)],
        to url: String,
        headers: [HTTPField] = []
    ) async throws(CredentialError) -> (token: AccessToken, body: JSONValue) {
        let type = HTTPField(name: "Content-Type", value: "application/x-www-form-urlencoded")
        let request = HTTPRequest(
            method: "POST",
            url: url,
            headers: headers + [type],
            body: Array(PercentEncoding.form(form).utf8)
        )
        let issued = environment.now()
        let response = try await successfulResponse(to: request)
        let body = try object(in: response, of: request)
        return (try token(in: body, issued: issued, of: request), body)
    }

    /// The token in the body of a response.
    func token(
        in body: JSONValue,
        issued: Int64,
        of request: HTTPRequest
    ) throws(CredentialError) -> AccessToken {
        guard let value = body["access_token"]?.string, AccessToken.isToken(value) else {
            throw refused(
                "\(RedactedURL.text(request.url)) responded without a token for \(source)"
            )
        }
        let lifetime = Int64(body["expires_in"]?.integer ?? Self.lifetimeUnknown)
        return AccessToken(value: value, lifetime: lifetime, issued: issued)
    }

    /// The body of a response, which must be a JSON object.
    func object(
        in response: HTTPResponse,
        of request: HTTPRequest
    ) throws(CredentialError) -> JSONValue {
        guard let body = try? JSONValue(parsing: response.body), body.object != nil else {
            throw refused(
                "\(RedactedURL.text(request.url)) responded without a token for \(source)"
            )
        }
        return body
    }

    /// The response with status 200 to a request, sent up to three times.
    func successfulResponse(to request: HTTPRequest) async throws(CredentialError) -> HTTPResponse {
        let response = try await response(to: request)
        guard response.status == 200 else { throw refusal(response, of: request) }
        return response
    }

    /// The response to a request, sent up to three times, whatever its status.
    func response(to request: HTTPRequest) async throws(CredentialError) -> HTTPResponse {
        var attempt = 1
        while true {
            let outcome = await outcome(of: request)
            guard attempt < Self.maximumAttempts, Self.isTransient(outcome) else {
                return try response(from: outcome, of: request)
            }
            try await environment.pause(.seconds(1 << (attempt - 1)))
            attempt += 1
        }
    }

    /// The error for a response with a status other than 200.
    func refusal(_ response: HTTPResponse, of request: HTTPRequest) -> CredentialError {
        let body = APIErrorBody(response)
        let text = body.message.isEmpty ? "HTTP \(response.status)" : body.message
        var error = refused(
            "no token for \(source): \(RedactedURL.text(request.url)) responded with \(text)"
        )
        error.help = Self.help(response.status) ?? help(body.reason)
        return error
    }

    /// The help for statuses that do not concern the credential.
    private static func help(_ status: Int) -> String? {
        switch status {
        case 300..<400: "redirects are not followed: another server responds there, such as a proxy"
        case 408, 429, 500...: "the token service is having problems; try again in a minute"
        default: nil
        }
    }

    private func refused(_ message: String) -> CredentialError {
        CredentialError(
            .refused,
            Redactor.shared.redact(message),
            help: "another server responds there, such as a proxy or a login page of the network"
        )
    }

    private func outcome(of request: HTTPRequest) async -> Result<HTTPResponse, TransportError> {
        do {
            return .success(try await environment.transport.response(to: request))
        } catch {
            return .failure(error)
        }
    }

    private static func isTransient(_ outcome: Result<HTTPResponse, TransportError>) -> Bool {
        switch outcome {
        case .success(let response): transientStatuses.contains(response.status)
        case .failure(let error): transientFailures.contains(error.kind)
        }
    }

    private func response(
        from outcome: Result<HTTPResponse, TransportError>,
        of request: HTTPRequest
    ) throws(CredentialError) -> HTTPResponse {
        switch outcome {
        case .success(let response): return response
        case .failure(let error) where error.kind == .cancelled: throw .cancelled
        case .failure(let error):
            let message = Redactor.shared.redact(error.message)
            throw CredentialError(
                .unreachable,
                "no token for \(source): \(RedactedURL.text(request.url)): \(message)",
                help: "check the network and the proxy (https_proxy)"
            )
        }
    }
}
