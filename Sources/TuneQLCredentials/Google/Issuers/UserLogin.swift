import Synchronization
import TuneQLJSON
import TuneQLTransport

/// A login made in a browser: a client and a refresh token, which yields access tokens.
struct UserLogin: TokenIssuer {
    /// How the client authenticates itself.
    enum ClientAuthentication: Sendable, Hashable {
        case inForm, inHeader
    }

    let clientID: String
    let clientSecret: String
    let url: String
    let authentication: ClientAuthentication
    let scopes: [String]
    let proof: String?
    let exchange: TokenExchange
    /// Some services issue a new one with each token, which invalidates the old one.
    private let refreshToken: RefreshToken

    private final class RefreshToken: Sendable {
        let value: Mutex<String>
        init(_ value: String) { self.value = Mutex(value) }
    }

    init(
        client: (id: String, secret: String),
        refreshToken: String,
        url: String,
        authentication: ClientAuthentication,
        scopes: [String] = [],
        proof: String? = nil,
        exchange: TokenExchange
    ) {
        clientID = client.id
        clientSecret = client.secret
        self.refreshToken = RefreshToken(refreshToken)
        self.url = url
        self.authentication = authentication
        self.scopes = scopes
        self.proof = proof
        self.exchange = exchange
    }

    func token() async throws(CredentialError) -> AccessToken {
        let response = try await exchange.token(form, to: url, headers: headers)
        if let next = response.body["refresh_token"]?.string, !next.isEmpty {
            Redactor.shared.register(next)
            refreshToken.value.withLock { $0 = next }
        }
        return response.token
    }

    private var headers: [HTTPField] {
        authentication == .inHeader ? [.basic(clientID, clientSecret)] : []
    }

    private var form: [(name: String, value: String)] {
        var form = [(name: "grant_type", value: "refresh_token")]
        if authentication == .inForm {
            form += [(name: "client_id", value: clientID)]
            form += [(name: "client_secret", value: clientSecret)]
        }
        form += [(name: "refresh_token", value: refreshToken.value.withLock { $0 })]
        if !scopes.isEmpty { form += [(name: "scope", value: scopes.joined(separator: " "))] }
        if let proof { form += [(name: "rapt", value: proof)] }
        return form
    }
}
