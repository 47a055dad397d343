import ArgumentParser
import TuneQLRegistry

/// `tuneql registry list`: the installed providers.
struct RegistryListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the installed providers and their versions."
    )

    func run() async throws {
        try await reportingFailures {
            let installed = try InstalledProviders(environment: environment())
            try printOutput(InstalledProviders.text(of: installed.versions()))
        }
    }
}
