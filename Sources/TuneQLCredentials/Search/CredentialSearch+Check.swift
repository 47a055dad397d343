/// The check of credentials: the only description that sends requests.
extension CredentialSearch {
    /// The description after a token was requested.
    func checked() async -> CredentialDescription {
        var found = found()
        guard case .success(let source) = found.result else { return found.description }
        do throws(CredentialError) {
            _ = try await source.authorization(replacing: nil)
            if let identity = source.identity { found.description = identity }
            try await addMachine(to: &found.description)
        } catch {
            found.description = source.identity ?? found.description
            if error.kind == .missing { found.description = CredentialDescription() }
            found.description.problem = error.message
            found.description.help = error.help
        }
        return found.description
    }
}
