import TuneQLJSON

/// An OAuth address that gives tokens for forms.
struct TokenEndpoint: Sendable {
    let url: String
    let transport: any Transport
    let clock: any Clock<Duration>
    let now: @Sendable () -> Int64

    private static let maximumAttempts = 3
    private static let transientStatuses: Set<Int> = [408, 429, 500, 502, 503, 504]
    private static let lifetimeUnknown = 3600

    /// Posts a form and reads the token.
    ///
    /// - Parameters:
    ///   - form: The pairs to send.
    ///   - secrets: What must not show in a message even if the endpoint repeats it.
    ///   - source: The credential, for messages.
    /// - Returns: The token.
    /// - Throws: ``CredentialError`` when there is none, after three attempts where that can help.
    func token(
        _ form: [(name: String, value: String)],
        secrets: [String],
        source: String
    ) async throws(CredentialError) -> AccessToken {
        do {
            _ = try Origin.ofURL(url)
        } catch {
            throw CredentialError(
                .unreadable,
                "the token address of \(source): \(error.message)",
                help: error.help
            )
        }
        let request = HTTPRequest(
            method: "POST",
            url: url,
            headers: [
                HTTPField(name: "Content-Type", value: "application/x-www-form-urlencoded")
            ],
            body: Array(PercentEncoding.form(form).utf8)
        )
        var attempt = 1
        while true {
            do {
                return try token(try await answer(to: request, source), source)
            } catch let failure {
                guard failure.isTransient, attempt < Self.maximumAttempts else {
                    var error = failure.error
                    error.message = Secrets.scrub(error.message, secrets)
                    throw error
                }
            }
            try await pause(.seconds(1 << (attempt - 1)))
            attempt += 1
        }
    }

    /// A failure, and whether the same request may succeed later.
    private struct Failure: Error {
        var error: CredentialError
        var isTransient: Bool
    }

    private func answer(
        to request: HTTPRequest,
        _ source: String
    ) async throws(Failure) -> HTTPResponse {
        do {
            return try await transport.response(to: request)
        } catch {
            if error.kind == .cancelled { throw Failure(error: .cancelled, isTransient: false) }
            throw Failure(
                error: CredentialError(
                    .unreachable,
                    "no token for \(source): \(RedactedURL.text(url)): \(error.message)",
                    help: "check the network and the proxy (https_proxy)"
                ),
                isTransient: [.connect, .interrupted, .timedOut].contains(error.kind)
            )
        }
    }

    private func token(
        _ response: HTTPResponse,
        _ source: String
    ) throws(Failure) -> AccessToken {
        guard response.status == 200 else { throw refusal(response, source) }
        let body = (try? JSONValue(parsing: response.body)) ?? .null
        guard let value = body["access_token"]?.string, !value.isEmpty,
            value.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw Failure(
                error: CredentialError(
                    .refused,
                    "\(RedactedURL.text(url)) answered without a token for \(source)"
                ),
                isTransient: false
            )
        }
        let lifetime = body["expires_in"]?.integer ?? Self.lifetimeUnknown
        return AccessToken(value: value, expiry: now() + Int64(min(max(lifetime, 0), 1 << 31)))
    }

    private func refusal(_ response: HTTPResponse, _ source: String) -> Failure {
        let body = APIErrorBody(response)
        let text = body.message.isEmpty ? "HTTP \(response.status)" : body.message
        let error = CredentialError(
            .refused,
            "no token for \(source): \(RedactedURL.text(url)) answered \(text)",
            help: Self.help(body.reason)
        )
        return Failure(
            error: error,
            isTransient: Self.transientStatuses.contains(response.status)
        )
    }

    private static func help(_ reason: String?) -> String? {
        switch reason {
        case "invalid_grant", "rapt_required", "invalid_rapt":
            "the login has ended or the key was revoked; run gcloud auth application-default login"
        case "invalid_client": "its client_id and client_secret are not known; log in again"
        default: nil
        }
    }

    private func pause(_ wait: Duration) async throws(CredentialError) {
        do {
            try await clock.sleep(for: wait)
        } catch {
            throw .cancelled
        }
    }
}
