import ArgumentParser
import TuneQLRegistry

/// `tuneql registry install`: providers' documents, from a directory or an archive.
struct RegistryInstallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "install",
        abstract: "Install provider documents, whose tables every later run has.",
        discussion: """
            Of several versions of a provider the newest is installed, and used from then on. What \
            cannot be read is left out; tuneql registry check names it.
            """
    )

    @Argument(
        help: ArgumentHelp(
            "A directory with provider documents, or a .tgz archive of one.",
            valueName: "path"
        ),
        completion: .file()
    )
    var source: String

    @Option(
        help: ArgumentHelp("Refuse the archive unless it has this SHA-256.", valueName: "digest")
    )
    var sha256: String?

    func run() async throws {
        try await reportingFailures {
            let progress = ProgressLine()
            defer { progress.clear() }
            let installed = try InstalledProviders(environment: environment())
                .install(source, digest: sha256) { progress.show("compiling \($0)") }
            progress.clear()
            for provider in installed { try printOutput(installedText(provider)) }
        }
    }
}
