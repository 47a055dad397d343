import TuneQLCredentials
import TuneQLTransport

extension CallError {
    /// The error of a refusal, with the account whose credentials were refused.
    ///
    /// A host that serves another location may be that of another account's project.
    func naming(_ identity: CredentialDescription?, _ advice: ProviderAdvice) -> CallError {
        guard let identity, httpStatus == 401 || httpStatus == 403 || servedLocation != nil else {
            return self
        }
        var error = self
        if httpStatus == 401, let next = identity.helpAfterRefusal { error.help = next }
        if let grant = grant(to: identity.member, advice) {
            error.help = error.help.map { "\($0); \(grant)" } ?? grant
        }
        let sentence = "the call was made with \(identity.summary)"
        error.help = error.help.map { "\($0); \(sentence)" } ?? sentence
        return error
    }

    /// How an owner of the project gives the caller the permission that it lacks.
    private func grant(to member: String?, _ advice: ProviderAdvice) -> String? {
        guard let body, let httpStatus else { return nil }
        let answer = APIErrorBody(HTTPResponse(status: httpStatus, body: Array(body.utf8)))
        return advice.grant(Refusal(httpStatus: httpStatus, body: answer), member)
    }
}
