import ArgumentParser
import TuneQLRegistry

/// `tuneql registry where`: the directory of what is installed.
struct RegistryWhereCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "where",
        abstract: "Print the directory of the installed providers.",
        discussion: """
            It is TUNEQL_HOME, else tuneql in XDG_DATA_HOME, else ~/.local/share/tuneql. Documents \
            are in src, as in StackQL's registry, and compiled catalogs in catalogs.
            """
    )

    func run() async throws {
        try await reportingFailures {
            try printOutput(InstalledProviders(environment: environment()).path)
        }
    }
}
