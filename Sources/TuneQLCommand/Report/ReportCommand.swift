import ArgumentParser
import Glibc
import TuneQL
import TuneQLEmulator
import TuneQLScan
import TuneQLSyntax

/// `tuneql report`: a page of the tuning jobs of some projects and locations.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write a page of tuning jobs: states, durations, tokens, failures, a time line.",
        discussion: """
            tuneql report --emulator -f report.html

            The page is one HTML file. When some calls fail it says so, and the exit code is 3.
            """
    )

    @Option(help: ArgumentHelp("A project; may be repeated.", valueName: "id"))
    var project: [String] = []

    @Option(help: ArgumentHelp("A location; may be repeated.", valueName: "id"))
    var location: [String] = []

    @Option(
        name: [.customShort("f"), .customLong("outfile")],
        help: ArgumentHelp("Write the page to a file instead of stdout.", valueName: "file")
    )
    var outfile: String?

    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func validate() throws {
        guard connection.emulator || !project.isEmpty && !location.isEmpty else {
            throw ValidationError(
                "a report needs --project and --location, each of which may be repeated"
            )
        }
        guard !(project + location).contains("") else {
            throw ValidationError("--project and --location must not be empty")
        }
    }

    func run() async throws {
        let isComplete = try await reportingFailures {
            guard outfile != nil || isatty(STDOUT_FILENO) == 0 else {
                throw CommandError(
                    "a report is a page for a browser\nhelp: -f report.html writes it to a file"
                )
            }
            let place = try OutputPlace(file: outfile)
            let report = try await report()
            try place.opened().write(Array(report.page.utf8).span)
            return report.failures.isEmpty
        }
        if !isComplete { throw ExitCode(QueryError.Code.partial.exitCode) }
    }

    /// Reads the jobs of all projects and locations.
    private func report() async throws -> Report {
        let configuration = Emulator.Configuration()
        let projects = unique(project, or: Array(configuration.projects.prefix(1)))
        let locations = unique(location, or: configuration.locations)
        let engine = try connection.makeEngine(
            CallMonitor(isVerbose: connection.verbose),
            isSafe: false
        )
        var policy = Session.Policy()
        policy.isReadOnly = true
        policy.allowsPartialResults = true
        let (control, interruption) = (StatementControl(), Interruption())
        interruption.begin(control)
        // The page is written whole, whatever the end of the statement wakes.
        defer { interruption.end() }
        let results = try await results(
            of: try engine.makeSession(policy: policy),
            ReportJob.query(projects: projects.count, locations: locations.count),
            bindings(projects, locations),
            control
        )
        var report = Report(projects: projects, locations: locations, jobs: [])
        for try await row in results { report.jobs.append(ReportJob(row)) }
        guard !results.isComplete else { return report }
        report.failures = results.scopes.filter { $0.status == .failed }.map(Self.reason)
        warn(about: report.failures, of: results.scopes.count)
        return report
    }

    private func results(
        of session: Session,
        _ query: String,
        _ bindings: Bindings,
        _ control: StatementControl
    ) async throws -> ResultSet {
        var reader = StatementReader(query)
        guard let statement = try reader.next() else { throw CommandError("the query is empty") }
        return try await session.run(statement, of: query, bindings, control: control)
    }

    private func bindings(_ projects: [String], _ locations: [String]) -> Bindings {
        var named: [String: Value] = [:]
        for (index, id) in projects.enumerated() { named["project\(index)"] = .text(id) }
        for (index, id) in locations.enumerated() { named["location\(index)"] = .text(id) }
        return Bindings(positional: [], named: named)
    }

    private func unique(_ given: [String], or usual: [String]) -> [String] {
        var seen: Set<String> = []
        return (given.isEmpty ? usual : given).filter { seen.insert($0).inserted }
    }

    /// Where a call failed and why, without its address.
    private static func reason(of scope: ResultSet.Scope) -> String {
        let place = ["projectsId", "locationsId"].compactMap { scope.parameters[$0] }
        let message = scope.error?.message ?? "the call failed"
        let end = message.firstRange(of: " (GET http")?.lowerBound ?? message.endIndex
        return "\(place.joined(separator: ", ")): \(message[..<end])"
    }

    private func warn(about failures: [String], of calls: Int) {
        for failure in failures.prefix(Self.mostWarnings) { printMessage("warning: \(failure)") }
        if failures.count > Self.mostWarnings {
            printMessage("warning: … and \(failures.count - Self.mostWarnings) more")
        }
        printMessage(
            "warning: the report is incomplete: \(failures.count) of \(calls) calls failed"
        )
    }

    /// The number of failures that are listed on stderr; the page has all.
    private static let mostWarnings = 10
}
