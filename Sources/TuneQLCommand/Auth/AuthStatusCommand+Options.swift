import TuneQL

extension AuthStatusCommand {
    /// Throws for what would make the answer that of another question.
    ///
    /// Other flaws of `--auth` are the answer.
    func checkOptions() throws {
        if let authorities { try Files.checkReadable(authorities, of: "--CABundle") }
        if let auth = providers.auth, let error = Engine.misspelling(inAuthentication: auth) {
            throw error
        }
    }
}
