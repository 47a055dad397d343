import ArgumentParser
import TuneQLRegistry

/// `tuneql registry use`: one of several installed versions.
struct RegistryUseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "use",
        abstract: "Use another installed version of a provider.",
        discussion: "tuneql registry list shows the versions. What is installed last is used."
    )

    @Argument(help: ArgumentHelp("The provider.", valueName: "name"))
    var provider: String

    @Argument(help: ArgumentHelp("The version.", valueName: "version"))
    var version: String

    func run() async throws {
        try await reportingFailures {
            let used = try InstalledProviders(environment: environment())
                .use(provider, version: version)
            try printOutput("\(used.provider) \(used.version) is used now")
        }
    }
}
