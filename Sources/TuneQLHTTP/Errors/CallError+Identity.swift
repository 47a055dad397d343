extension CallError {
    /// The error of a refusal, which says whose credentials the service has refused.
    func naming(_ identity: CredentialDescription?) -> CallError {
        guard let identity, httpStatus == 401 || httpStatus == 403 else { return self }
        var error = self
        if httpStatus == 401, let next = identity.helpAfterRefusal { error.help = next }
        let sentence = "the call was made with \(identity.summary)"
        error.help = error.help.map { "\($0); \(sentence)" } ?? sentence
        return error
    }
}
