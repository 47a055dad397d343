import ArgumentParser
import TuneQLRegistry

/// `tuneql registry remove`: a provider that is not needed any more.
struct RegistryRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove an installed provider, or one version of it.",
        discussion: "When the version in use is removed, the newest of the others is used."
    )

    @Argument(help: ArgumentHelp("The provider.", valueName: "name"))
    var provider: String

    @Argument(help: ArgumentHelp("The version; all unless it is given.", valueName: "version"))
    var version: String?

    func run() async throws {
        try await reportingFailures {
            let removal = try InstalledProviders(environment: environment())
                .remove(provider, version: version)
            let removed = "\(removal.provider) \(removal.versions.joined(separator: ", "))"
            let rest = removal.current.map { "; \($0) is used now" } ?? ""
            try printOutput("removed \(removed)\(rest)")
        }
    }
}
