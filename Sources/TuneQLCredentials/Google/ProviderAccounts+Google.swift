extension ProviderAccounts {
    /// Google Cloud: its Application Default Credentials, and the login of the gcloud command.
    static let google = ProviderAccounts(
        provider: Credentials.google,
        title: "Google",
        login: "the login of gcloud",
        keyField: "x-goog-api-key",
        types: ["service_account", "authorized_user", "interactive"],
        accountTypes: ["service_account", "interactive"],
        find: { $0.foundGoogle() },
        complete: { description, search in
            description.quotaProject = search.environment.quotaProject
            description.project = search.project(nil)
        },
        owns: { $0.isForGoogle },
        isHost: { host, environment in host.hasSuffix(".\(environment.universe)") },
        helpAfterRefusal: { $0.googleHelp }
    )
}

extension Credentials {
    /// The provider whose credentials are meant where none is named.
    package static let google = "google"
}
