import ArgumentParser
import TuneQLRegistry

/// `tuneql registry import`: tables straight from a cloud's own descriptions.
struct RegistryImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Install all services of Google from discovery documents.",
        discussion: """
            The Python package google-api-python-client holds the documents: its directory is \
            googleapiclient/discovery_cache/documents. Documents that have not changed since the \
            last import are not read again.
            """
    )

    /// The descriptions that can be imported.
    enum Source: String, WordChoice {
        case google
    }

    @Argument(help: ArgumentHelp("The kind of documents.", valueName: "kind"))
    var source: Source

    @Option(
        help: ArgumentHelp("The directory with the documents.", valueName: "directory"),
        completion: .directory
    )
    var from: String

    @Option(
        help: ArgumentHelp(
            "Install this service only, e.g. compute or aiplatform_v1beta1; may be repeated.",
            valueName: "name"
        )
    )
    var service: [String] = []

    func validate() throws {
        guard !from.contains("://") else {
            throw ValidationError("--from takes a directory with the documents, not a URL")
        }
    }

    func run() async throws {
        try await reportingFailures {
            let progress = ProgressLine()
            defer { progress.clear() }
            let outcome = try InstalledProviders(environment: environment())
                .install(GoogleImport(directory: from, services: service)) {
                    progress.show("compiling \($0)")
                }
            progress.clear()
            try printOutput(Self.text(of: outcome))
        }
    }

    private static func text(of outcome: RegistryCompiler.Outcome) -> String {
        guard !outcome.isUnchanged else { return "google is installed, and nothing has changed" }
        let leftOut = outcome.leftOut == 0 ? "" : ", \(outcome.leftOut) left out"
        return "google is installed: \(serviceCount(outcome.read + outcome.kept)), "
            + "\(outcome.kept) of them unchanged\(leftOut)"
    }
}
