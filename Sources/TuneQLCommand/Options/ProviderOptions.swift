import ArgumentParser

/// Which providers there are, and how calls of them are authorized.
struct ProviderOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Credentials by provider, e.g. '{\"google\": {\"type\": \"null_auth\"}}'.",
            valueName: "json"
        )
    )
    var auth: String?

    @Option(
        help: ArgumentHelp(
            "Use the provider documents in this directory instead of the built-in ones.",
            valueName: "directory"
        )
    )
    var registry: String?
}
