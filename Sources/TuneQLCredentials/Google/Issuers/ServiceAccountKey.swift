import TuneQLJSON
import TuneQLText
import TuneQLTransport

/// The key of a service account, which signs its own tokens.
struct ServiceAccountKey: Sendable {
    let email: String
    let keyID: String?
    let privateKey: String
    /// The address at which assertions are exchanged; nil for Google's own.
    let tokenURL: String?
    /// The scopes to ask for.
    var scopes = [cloudPlatform]
    /// The user to act for, by domain-wide delegation, which requires an exchange.
    var subject: String?
    /// Whether tokens are exchanged even if a signed one would do, as the user chose the scopes.
    var prefersExchange = false
    /// Whether it is an account of a sovereign cloud, which accepts signed tokens only.
    let isSovereign: Bool

    static let cloudPlatform = "https://www.googleapis.com/auth/cloud-platform"
    static let googleTokenURL = "https://oauth2.googleapis.com/token"
    /// All addresses of Google's own endpoint that occur in files.
    static let googleTokenURLs = [
        googleTokenURL, "https://accounts.google.com/o/oauth2/token",
        "https://www.googleapis.com/oauth2/v4/token",
    ]
    private static let lifetime: Int64 = 3600

    /// Reads the members of a key file.
    init(_ file: CredentialFile) throws(CredentialError) {
        email = try file.text("client_email")
        privateKey = try file.secret("private_key")
        keyID = file.json["private_key_id"]?.string
        let universe = file.optional("universe_domain") ?? CredentialEnvironment.googleUniverse
        isSovereign = universe != CredentialEnvironment.googleUniverse
        let url = file.json["token_uri"]?.string ?? Self.googleTokenURL
        tokenURL = Self.googleTokenURLs.contains(url) ? nil : url
        guard RSAKey(pem: privateKey, with: try CryptoLibrary.shared()) != nil else {
            var error = file.unreadable("its private_key is not an RSA key in PEM")
            error.help = """
                make another key: gcloud iam service-accounts keys create key.json \
                --iam-account=\(ReadableText.line(email))
                """
            throw error
        }
    }

    /// The address at which an assertion must be exchanged; nil if a signed token is enough.
    var exchangeURL: String? {
        if isSovereign { return nil }
        return tokenURL ?? (subject == nil && !prefersExchange ? nil : Self.googleTokenURL)
    }

    /// A token that the account signs and services accept as it is.
    func selfSigned(at now: Int64) throws(CredentialError) -> AccessToken {
        let value = try signed(claims: [
            "iss": .string(email), "sub": .string(email), "scope": .string(scope),
            "iat": .number(String(now)), "exp": .number(String(now + Self.lifetime)),
        ])
        return AccessToken(value: value, lifetime: Self.lifetime, issued: now)
    }

    /// A signed assertion, which the token endpoint exchanges for a token.
    func assertion(for url: String, at now: Int64) throws(CredentialError) -> String {
        var claims: JSONObject = JSONObject([
            JSONMember(name: "iss", value: .string(email)),
            JSONMember(name: "scope", value: .string(scope)),
            JSONMember(name: "aud", value: .string(url)),
            JSONMember(name: "iat", value: .number(String(now))),
            JSONMember(name: "exp", value: .number(String(now + Self.lifetime))),
        ])
        if let subject { claims["sub"] = .string(subject) }
        return try signed(claims: .object(claims))
    }

    private var scope: String { scopes.joined(separator: " ") }

    private func signed(claims: JSONValue) throws(CredentialError) -> String {
        var header = JSONObject([
            JSONMember(name: "alg", value: "RS256"), JSONMember(name: "typ", value: "JWT"),
        ])
        if let keyID { header["kid"] = .string(keyID) }
        let parts = [JSONValue.object(header), claims].map { Base64.encoded($0.bytes, as: .url) }
        let message = parts.joined(separator: ".")
        guard let key = RSAKey(pem: privateKey, with: try CryptoLibrary.shared()),
            let signature = key.signature(of: Array(message.utf8))
        else { throw CredentialError(.unreadable, "the key of \(email) can't sign") }
        return "\(message).\(Base64.encoded(signature, as: .url))"
    }
}
