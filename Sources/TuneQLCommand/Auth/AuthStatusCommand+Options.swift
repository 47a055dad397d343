import TuneQL

extension AuthStatusCommand {
    /// Checks the options that would make the command report on something else.
    ///
    /// Other flaws of `--auth` are part of its report.
    func checkOptions() throws {
        try services.checkAuthorities()
        if let auth = services.auth, let error = Engine.misspelling(inAuthentication: auth) {
            throw error
        }
    }
}
