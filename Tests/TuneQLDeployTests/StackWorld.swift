import Synchronization
import TestSupport
import TuneQLDeploy
import TuneQLJSON

/// A stack of a test, with scripted answers and a clock that nobody waits for.
final class StackWorld: Sendable {
    let statements: ScriptedStatements
    let clock = ManualClock()
    private let lines = Mutex((results: [String](), progress: [String]()))

    init(_ answers: [String: [ScriptedStatements.Answer]], programOutput: String = "{}") {
        statements = ScriptedStatements(answers, programOutput: programOutput)
    }

    var sent: [String] { statements.sent }
    /// The pauses so far.
    var sleeps: [Duration] { clock.sleeps }
    var results: [String] { lines.withLock { $0.results } }
    var progress: String { lines.withLock { $0.progress.joined(separator: "\n") } }

    /// A run of a manifest, whose files are given by the names of their resources.
    func run(
        _ manifest: String,
        _ files: [String: String],
        environment: String = "dev",
        given: [String: String] = [:],
        options: StackOptions = StackOptions(),
        threshold: StackLog.Level = .debug
    ) throws -> StackRun {
        let manifest = try StackManifest(
            yaml: Array(manifest.utf8),
            file: "stackql_manifest.yml",
            folder: "stack"
        )
        var queries: [String: QueryFile] = [:]
        for (name, text) in files {
            queries[name] = try QueryFile(text: text, name: "resources/\(name).iql")
        }
        return try StackRun(
            manifest: manifest,
            files: queries,
            variables: StackVariables(
                stackName: manifest.name,
                environment: environment,
                given: given
            ),
            statements: statements,
            options: options,
            clock: clock,
            log: StackLog(
                threshold: threshold,
                progress: { [self] line in lines.withLock { $0.progress.append(line) } },
                result: { [self] line in lines.withLock { $0.results.append(line) } }
            )
        )
    }
}

/// A file whose queries are the names of their anchors; an anchor may have options.
func file(_ anchors: [String]) -> String {
    anchors.map { "/*+ \($0) */\n\($0.prefix { $0 != "," })\n" }.joined()
}
