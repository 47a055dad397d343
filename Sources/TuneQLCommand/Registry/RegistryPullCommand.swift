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

    @OptionGroup var services: ServiceOptions

    func run() async throws {
        try await reportingFailures {
            let progress = ProgressLine()
            defer { progress.clear() }
            let home = try InstalledProviders(environment: environment())
            let download = try RegistryDownload(services)
            progress.show("reading \(download.registry.listURL)")
            let choice = try download.registry.choice(
                of: provider,
                version: version,
                from: try await download.providers()
            )
            let url = download.registry.archiveURL(of: choice.name, version: choice.versions[0])
            progress.show("downloading \(url)")
            let archive = try await download.body(of: url)
            let installed = try home.install(archive: archive, from: url) {
                progress.show("compiling \($0)")
            }
            progress.clear()
            for provider in installed { try printOutput(installedText(provider)) }
        }
    }
}
