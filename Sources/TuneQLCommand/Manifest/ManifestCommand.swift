import ArgumentParser
import TuneQL

/// `tuneql manifest`: the names and types of what creates a resource.
struct ManifestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manifest",
        abstract: "Print the YAML that creates a resource, to fill in.",
        discussion: """
            tuneql manifest google.aiplatform.tuning_jobs > job.yaml
            tuneql exec -i create.iql --iqldata job.yaml

            Each value is its type. Lists hold one example.
            """
    )

    @Argument(
        help: ArgumentHelp("A resource, e.g. google.aiplatform.tuning_jobs.", valueName: "resource")
    )
    var resource: String

    @Flag(help: "Leave out what is optional.")
    var required = false

    @Flag(help: "Add what only the service writes.")
    var all = false

    @OptionGroup(title: "Connection") var services: ServiceOptions

    func run() async throws {
        try await reportingFailures {
            var configuration = Engine.Configuration(transport: services.makeTransport())
            configuration.environment = environment()
            configuration.catalogs = try services.catalogs()
            let session = try Engine(configuration).makeSession()
            let hint = required ? "/*+ REQUIRED */ " : ""
            let extended = all ? "EXTENDED " : ""
            for try await row in try await session.run(
                "SHOW \(hint)\(extended)MANIFEST \(resource)"
            ) {
                // The text ends its last line itself.
                try printOutput(String((row.string("manifest") ?? "").dropLast()))
            }
        }
    }
}
