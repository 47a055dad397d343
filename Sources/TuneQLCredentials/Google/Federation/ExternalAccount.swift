import TuneQLJSON
import TuneQLText
import TuneQLTransport

/// Tokens of a workload or workforce pool, in exchange for those of a platform that it trusts.
struct ExternalAccount: TokenIssuer {
    let audience: String
    let subjectTokenType: String
    let url: String
    let scopes: [String]
    let subject: any SubjectTokenSource
    let client: (id: String, secret: String)?
    /// The project that a workforce's calls count against.
    let userProject: String?
    let exchange: TokenExchange

    private static let grant = "urn:ietf:params:oauth:grant-type:token-exchange"
    private static let accessTokenType = "urn:ietf:params:oauth:token-type:access_token"

    func token() async throws(CredentialError) -> AccessToken {
        let form = form(subject: try await subject.subjectToken())
        return try await exchange.token(form, to: url, headers: headers).token
    }

    private var headers: [HTTPField] {
        client.map { [.basic($0.id, $0.secret)] } ?? []
    }

    private func form(subject: String) -> [(name: String, value: String)] {
        var form = [
            (name: "grant_type", value: Self.grant), (name: "audience", value: audience),
            (name: "scope", value: scopes.joined(separator: " ")),
            (name: "requested_token_type", value: Self.accessTokenType),
            (name: "subject_token", value: subject),
            (name: "subject_token_type", value: subjectTokenType),
        ]
        if let userProject, client == nil {
            let options: JSONValue = ["userProject": .string(userProject)]
            form.append((name: "options", value: PercentEncoding.encode(options.text)))
        }
        return form
    }
}
