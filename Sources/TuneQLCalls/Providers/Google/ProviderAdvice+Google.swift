extension ProviderAdvice {
    /// The advice on one of Google's services, by its name without the provider's: `aiplatform`.
    package static func google(service name: String) -> ProviderAdvice {
        let service = GoogleService(name: name)
        return ProviderAdvice(
            help: GoogleHelp(service: service).help,
            servedLocation: { refusal in
                guard service.locationParameter != nil, refusal.httpStatus == 400 else {
                    return nil
                }
                return GoogleErrorBody(refusal.body).validLocation
            },
            grant: GoogleGrant.grant,
            quotaExtent: { GoogleErrorBody($0).quotaExtent }
        )
    }
}
