import ArgumentParser
import TuneQLRegistry

/// `tuneql registry check`: what is left out of provider documents, and why.
struct RegistryCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read provider documents, and list what cannot be used.",
        discussion: """
            Each line has the file, the line in it, the service, resource and method, and the \
            reason. Counts follow, by provider and by reason. What is not listed works.
            """
    )

    @Argument(
        help: ArgumentHelp("The directory with the provider documents.", valueName: "directory"),
        completion: .directory
    )
    var directory: String

    @Flag(help: "Print the counts only.")
    var summary = false

    @Flag(help: "Exit with 1 when something is left out.")
    var strict = false

    func run() async throws {
        let report = try await reportingFailures {
            let progress = ProgressLine()
            defer { progress.clear() }
            let report = try Registry(directory: directory).report {
                progress.show("reading \($0)")
            }
            progress.clear()
            try printOutput(report.text(listsProblems: !summary))
            return report
        }
        if strict, report.hasLeftOut { throw ExitCode(1) }
    }
}
