import ArgumentParser
import TuneQL
import TuneQLCredentials
import TuneQLJSON
import TuneQLTransport

/// `tuneql auth status`: the credentials that calls would carry, without a secret.
struct AuthStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show which credentials are used, where they come from, and what is wrong.",
        discussion: """
            No service is contacted without --check. The exit code is 4 when there are no \
            credentials, or they cannot be used.
            """
    )

    /// The format of the report.
    enum Format: String, WordChoice {
        case text, json
    }

    @Argument(help: ArgumentHelp("The provider.", valueName: "provider"))
    var provider = "google"

    @OptionGroup var services: ServiceOptions

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The format of the output.", valueName: "format")
    )
    var output = Format.text

    @Flag(help: "Get a token, to see whether the credentials work.")
    var check = false

    func run() async throws {
        try await reportingFailures { try checkOptions() }
        let description = await described(try await reportingFailures { try document() })
        let status = AuthStatus(provider: provider, description: description, isChecked: check)
        try await reportingFailures {
            try printOutput(output == .json ? status.json : status.text)
        }
        guard let problem = description.problem else { return }
        printMessage("error: \(problem)")
        if let help = status.help { printMessage("help: \(help)") }
        throw ExitCode(4)
    }

    /// The credentials that the provider's document names for its calls.
    private func document() throws -> JSONValue? {
        let documents = try Engine.authorizations(in: services.catalogs())
        guard services.auth == nil, documents[provider.lowercased()] == nil else {
            return documents[provider.lowercased()]
        }
        let names = documents.keys.sorted().joined(separator: ", ")
        throw QueryError(
            .invalidValue,
            "there is no provider \(ReadableText.line(provider)), only \(names)",
            help: "name the directory of its documents: --registry DIRECTORY"
        )
    }

    private func described(_ document: JSONValue?) async -> CredentialDescription {
        let transport = services.makeTransport()
        let variables = environment()
        guard check else {
            return Credentials.describe(
                authJSON: services.auth,
                provider: provider,
                document: document,
                environment: variables,
                transport: transport
            )
        }
        return await Credentials.check(
            authJSON: services.auth,
            provider: provider,
            document: document,
            environment: variables,
            transport: transport
        )
    }
}
