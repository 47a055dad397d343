import ArgumentParser
import TuneQL
import TuneQLDeploy
import TuneQLTemplates

/// `tuneql deploy`: stacks of resources, in the files of stackql-deploy.
struct DeployCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deploy",
        abstract: "Build, test, plan or tear down a stack of resources.",
        discussion: """
            tuneql deploy plan examples/deploy dev --emulator
            tuneql deploy build my-stack prd -e PROJECT=my-project --output-file out.json

            DIR holds stackql_manifest.yml and resources/*.iql, as for stackql-deploy. plan changes \
            nothing; build creates and updates what differs; test fails where something differs; \
            teardown deletes, the last resource first.
            Exit codes: 0 ok, 1 failure, 2 usage, or changes with --detailed-exitcode.
            """
    )

    @Argument(help: "build, test, plan or teardown.")
    var action: DeployAction

    @Argument(help: ArgumentHelp("The directory of the stack.", valueName: "DIR"))
    var directory: String

    @Argument(help: ArgumentHelp("The environment, e.g. dev.", valueName: "ENV"))
    var environment: String

    @Option(
        name: [.customShort("e"), .customLong("env")],
        help: ArgumentHelp(
            "A variable for the templates of globals; may be repeated.",
            valueName: "name=value"
        )
    )
    var variables: [String] = []

    @Option(
        help: ArgumentHelp(
            "A file of such variables; .env is read if it exists.",
            valueName: "file"
        )
    )
    var envFile: String?

    @Flag(help: "Show the queries, and send none.")
    var dryRun = false

    @Flag(help: "Show each query before it is sent.")
    var showQueries = false

    @Option(
        help: ArgumentHelp(
            "After a failure: error ends the run, ignore goes on with the next resource, rollback "
                + "deletes what the run created.",
            valueName: "action"
        )
    )
    var onFailure = StackOptions.FailureAction.error

    @Option(
        help: ArgumentHelp("Write the manifest's exports to a JSON file.", valueName: "file")
    )
    var outputFile: String?

    @Option(help: ArgumentHelp("Report less or more.", valueName: "level"))
    var logLevel = LogLevel.info

    @Flag(
        name: .customLong("detailed-exitcode"),
        help: "Let plan exit with 2 when a build would change something."
    )
    var hasDetailedExitCode = false

    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func validate() throws {
        for entry in variables where !entry.contains("=") {
            throw ValidationError("-e takes name=value, not \(entry)")
        }
        guard outputFile == nil || action == .build || action == .test else {
            throw ValidationError("--output-file goes with build and test")
        }
        guard !hasDetailedExitCode || action == .plan else {
            throw ValidationError("--detailed-exitcode goes with plan")
        }
        guard onFailure != .rollback || action == .build else {
            throw ValidationError("--on-failure rollback goes with build")
        }
    }

    func run() async throws {
        let code = try await reportingFailures { try await exitCode() }
        if code != 0 { throw ExitCode(code) }
    }

    private func exitCode() async throws -> Int32 {
        do {
            let result = try await result()
            if !result.isGood { return 1 }
            return hasDetailedExitCode && result.hasChanges ? 2 : 0
        } catch let error as StackError {
            printMessage("\(error)", shorteningNames: false)
            return error.kind == .interrupted ? QueryError.Code.cancelled.exitCode : 1
        }
    }

    private func result() async throws -> StackResult {
        let files = StackFiles(directory: directory)
        let manifest = try files.manifest()
        let lines = ResultLines()
        var run = try StackRun(
            manifest: manifest,
            files: try files.queries(of: manifest),
            variables: StackVariables(
                stackName: manifest.name,
                environment: environment,
                given: try given()
            ),
            statements: EngineStatements(connection),
            options: options,
            log: StackLog(
                threshold: logLevel.level,
                progress: { printMessage($0, shorteningNames: false) },
                result: { lines.write($0) }
            )
        )
        try await run.installProviders()
        let result =
            switch action {
            case .build: try await run.build()
            case .test: try await run.test()
            case .plan: try await run.plan()
            case .teardown: try await run.tearDown()
            }
        try lines.finish()
        if let outputFile, let text = result.output { try files.write(text, to: outputFile) }
        return result
    }

    private var options: StackOptions {
        var options = StackOptions()
        options.onFailure = onFailure
        options.isDry = dryRun
        options.showsQueries = showQueries
        return options
    }

    /// The variables of the file, and over them those of the command line.
    private func given() throws(CommandError) -> [String: String] {
        var given: [String: String] = [:]
        let file = envFile ?? ".env"
        if envFile != nil || Files.isReadable(file) {
            let text = try Files.text(of: file)
            do {
                for (name, value) in try EnvironmentFile.variables(in: text) { given[name] = value }
            } catch {
                throw CommandError("\(file): \(error.message)")
            }
        }
        for entry in variables {
            let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            given[String(parts[0])] = String(parts[1])
        }
        return given
    }
}

extension StackOptions.FailureAction: WordChoice {}
