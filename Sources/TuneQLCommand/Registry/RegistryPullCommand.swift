import ArgumentParser
import TuneQLRegistry

/// `tuneql registry pull`: a provider from a registry that publishes archives.
struct RegistryPullCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pull",
        abstract: "Download a provider from StackQL's registry, and install it.",
        discussion: """
            --registry names another registry by its URL, below which dist/providers.yaml and \
            dist/<provider>/<version>.tgz are.
            """
    )

    @Argument(help: ArgumentHelp("The provider.", valueName: "name"))
    var provider: String

    @Argument(help: ArgumentHelp("The version; the newest by default.", valueName: "version"))
    var version: String?

    @Option(
        help: ArgumentHelp("Refuse the archive unless it has this SHA-256.", valueName: "digest")
    )
    var sha256: String?

    @OptionGroup var services: ServiceOptions

    func run() async throws {
        try await reportingFailures {
            let installed = try await RegistryDownload(services)
                .pull(provider, version: version, digest: sha256, ProgressLine())
            for provider in installed { try printOutput(installedText(provider)) }
        }
    }
}
