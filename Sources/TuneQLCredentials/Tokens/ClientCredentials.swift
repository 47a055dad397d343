/// OAuth's grant for programs: a client's own id and secret.
struct ClientCredentials: TokenIssuer {
    /// The part of the request with the id and the secret.
    enum Style: Int, Sendable {
        /// The header, and if that is refused, the form.
        case either, form, header
    }

    let id: String
    let secret: String
    let url: String
    let scopes: [String]
    let values: [(name: String, value: String)]
    let style: Style
    let exchange: TokenExchange

    func token() async throws(CredentialError) -> AccessToken {
        if style == .form { return try await tokenWithForm() }
        do {
            return try await exchange.token(form, to: url, headers: [.basic(id, secret)]).token
        } catch {
            guard style == .either, error.kind == .refused else { throw error }
            return try await tokenWithForm()
        }
    }

    private func tokenWithForm() async throws(CredentialError) -> AccessToken {
        let client = [(name: "client_id", value: id), (name: "client_secret", value: secret)]
        return try await exchange.token(form + client, to: url).token
    }

    /// The help after a refusal, by its reason.
    static func help(afterRefusal reason: String?) -> String? {
        reason == "invalid_client" ? "check the client's id and its secret" : nil
    }

    private var form: [(name: String, value: String)] {
        var form = [(name: "grant_type", value: "client_credentials")]
        if !scopes.isEmpty { form += [(name: "scope", value: scopes.joined(separator: " "))] }
        return form + values
    }
}
