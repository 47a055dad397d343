import TuneQLCredentials
import TuneQLTransport

extension CallError {
    /// The error, with the account of the refused credentials named in its help.
    ///
    /// Also for a host that serves another location: it may belong to another account's project.
    func naming(_ identity: CredentialDescription?, _ advice: ProviderAdvice) -> CallError {
        guard let identity, httpStatus == 401 || httpStatus == 403 || servedLocation != nil else {
            return self
        }
        var error = self
        if httpStatus == 401, let next = identity.helpAfterRefusal { error.help = next }
        if let grant = grant(to: identity, advice) {
            error.help = error.help.map { "\($0); \(grant)" } ?? grant
        }
        let sentence = "the call was made with \(identity.summary)"
        error.help = error.help.map { "\($0); \(sentence)" } ?? sentence
        return error
    }

    /// How an owner of the project grants the caller the permission that it lacks.
    private func grant(to identity: CredentialDescription, _ advice: ProviderAdvice) -> String? {
        guard let body, let httpStatus else { return nil }
        let response = APIErrorBody(HTTPResponse(status: httpStatus, body: Array(body.utf8)))
        return advice.grant(Refusal(httpStatus: httpStatus, body: response), identity)
    }
}
