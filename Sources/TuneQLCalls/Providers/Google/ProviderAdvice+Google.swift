extension ProviderAdvice {
    /// The advice on Google's services.
    package static let google = ProviderAdvice(
        help: GoogleHelp.help,
        servedLocation: { $0.httpStatus == 400 ? $0.body.validLocation : nil },
        grant: GoogleGrant.grant
    )
}
