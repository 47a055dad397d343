import ArgumentParser
import TuneQL
import TuneQLRegistry
import TuneQLTransport

/// `tuneql registry import`: tables straight from a cloud's own descriptions.
struct RegistryImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Install all services of Google from discovery documents.",
        discussion: """
            The Python package google-api-python-client holds the documents: its directory is \
            googleapiclient/discovery_cache/documents. Documents that have not changed since the \
            last import are not read again. Google's own list, which lacks some of them, is \
            https://www.googleapis.com/discovery/v1/apis. Exit code 3: some could not be downloaded.
            """
    )

    /// The descriptions that can be imported.
    enum Source: String, WordChoice {
        case google
    }

    @Argument(help: ArgumentHelp("The kind of documents.", valueName: "kind"))
    var source: Source

    @Option(
        help: ArgumentHelp(
            "The directory with the documents, or the URL of a server's list of them.",
            valueName: "place"
        ),
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

    @Option(
        name: .customLong("CABundle"),
        help: ArgumentHelp("Trust the certificates in this file.", valueName: "file")
    )
    var authorities: String?

    func run() async throws {
        let failures = try await reportingFailures {
            let progress = ProgressLine()
            defer { progress.clear() }
            let home = try InstalledProviders(environment: environment())
            var failures: [String] = []
            let outcome =
                from.contains("://")
                ? try await download(into: home, progress, &failures)
                : try home.install(GoogleImport(directory: from, services: service)) {
                    progress.show("compiling \($0)")
                }
            progress.clear()
            for failure in failures.prefix(Self.maximumCount) {
                printMessage("warning: \(failure)")
            }
            if failures.count > Self.maximumCount {
                printMessage("warning: … and \(failures.count - Self.maximumCount) documents more")
            }
            try printOutput(Self.text(of: outcome))
            return failures
        }
        if !failures.isEmpty { throw ExitCode(QueryError.Code.partial.exitCode) }
    }

    /// The failures that are printed at most.
    private static let maximumCount = 20

    private func download(
        into home: InstalledProviders,
        _ progress: ProgressLine,
        _ failures: inout [String]
    ) async throws -> RegistryCompiler.Outcome {
        let download = DiscoveryDownload(
            url: from,
            services: service,
            downloads: try Downloads(authorities: authorities, maximumSize: 32 << 20),
            progress: progress
        )
        var failed: [String] = []
        let outcome = try await home.installGoogle(from: from, services: service) {
            progress.show("compiling \($0)")
        } download: { documents in
            failed = try await download.update(&documents)
        }
        failures = failed
        return outcome
    }

    private static func text(of outcome: RegistryCompiler.Outcome) -> String {
        guard !outcome.isUnchanged else { return "google is installed, and nothing has changed" }
        let leftOut = outcome.leftOut == 0 ? "" : ", \(outcome.leftOut) left out"
        return "google is installed: \(serviceCount(outcome.read + outcome.kept)), "
            + "\(outcome.kept) of them unchanged\(leftOut)"
    }
}
