import TuneQLTransport

/// A token that the platform serves to any program on the machine.
struct URLSubjectToken: SubjectTokenSource {
    let url: String
    let headers: [HTTPField]
    let format: SubjectTokenFormat
    let exchange: TokenExchange

    func subjectToken() async throws(CredentialError) -> String {
        var request = HTTPRequest(method: "GET", url: url, headers: headers)
        request.isDirect = !url.lowercased().hasPrefix("https:")
        let response = try await exchange.successfulResponse(to: request)
        return try format.token(in: response.body, of: RedactedURL.text(url))
    }
}
