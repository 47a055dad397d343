import TuneQLJSON
import TuneQLText
import TuneQLTransport

/// Tokens of a service account that another account may act for.
struct Impersonation: TokenIssuer {
    /// `…/projects/-/serviceAccounts/EMAIL:generateAccessToken`.
    let url: String
    /// Accounts between the caller and the account, each acting for the next.
    let delegates: [String]
    let scopes: [String]
    /// The requested lifetime of a token, in seconds.
    let lifetime: Int
    /// The caller's credentials.
    let base: any CredentialSource
    let exchange: TokenExchange

    static let usualLifetime = 3600

    /// The account in such a URL; nil if the URL has another form.
    static func email(in url: String) -> String? {
        guard let start = url.firstRange(of: "/serviceAccounts/"),
            let end = url[start.upperBound...].firstRange(of: ":generateAccessToken"),
            end.upperBound == url.endIndex
        else { return nil }
        let email = url[start.upperBound..<end.lowerBound]
        return email.isEmpty || email.contains("/") ? nil : String(email)
    }

    func token() async throws(CredentialError) -> AccessToken {
        let fields = try await base.authorization(replacing: nil)
        var response = try await exchange.response(to: request(fields))
        if response.status == 401 {
            let fresh = try await base.authorization(replacing: fields)
            if fresh != fields { response = try await exchange.response(to: request(fresh)) }
        }
        guard response.status == 200 else {
            throw exchange.refusal(response, of: request([]))
        }
        return try token(in: response)
    }

    private func request(_ fields: [HTTPField]) -> HTTPRequest {
        let body: JSONValue = [
            "delegates": .array(delegates.map { .string($0) }),
            "scope": .array(scopes.map { .string($0) }), "lifetime": .string("\(lifetime)s"),
        ]
        let type = HTTPField(name: "Content-Type", value: "application/json")
        return HTTPRequest(method: "POST", url: url, headers: fields + [type], body: body.bytes)
    }

    private func token(in response: HTTPResponse) throws(CredentialError) -> AccessToken {
        let body = try exchange.object(in: response, of: request([]))
        let now = exchange.environment.now()
        guard let value = body["accessToken"]?.string, AccessToken.isToken(value),
            let end = body["expireTime"]?.string.flatMap({ Timestamp($0, .complete) })?.seconds,
            end >= 0
        else {
            throw CredentialError(
                .refused,
                "\(RedactedURL.text(url)) responded without a token for \(exchange.source)"
            )
        }
        return AccessToken(value: value, lifetime: end - now, issued: now)
    }
}
