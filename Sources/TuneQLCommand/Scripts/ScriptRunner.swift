import TuneQL
import TuneQLRendering
import TuneQLSyntax

/// Runs the statements of scripts, one after another, and writes what they answer.
struct ScriptRunner {
    let session: Session
    let output: ResultOutput
    let interruption: Interruption
    let keepsGoing: Bool

    /// Runs a script to its end or its first failure.
    ///
    /// - Returns: The exit code: 0, or that of the first failure.
    /// - Throws: What writing throws.
    func run(_ script: Script) async throws -> Int32 {
        var exitCode: Int32 = 0
        var reader = StatementReader(script.text)
        while true {
            do {
                guard let statement = try reader.next() else { return exitCode }
                try await run(statement, of: script)
            } catch let error as SyntaxError {
                report(QueryError(.syntax, error.message, range: error.range), script)
                if exitCode == 0 { exitCode = 1 }
                if !keepsGoing { return exitCode }
            } catch let error as QueryError {
                report(error, script)
                if exitCode == 0 { exitCode = error.code.exitCode }
                if !keepsGoing || error.code == .cancelled { return exitCode }
            }
        }
    }

    /// Runs one statement and writes its answer.
    func run(_ statement: Statement, of script: Script) async throws {
        let token = CancelToken()
        interruption.begin(token)
        defer { interruption.end() }
        let results = try await session.run(statement, of: script.text, token: token)
        try await output.write(results)
    }

    private func report(_ error: QueryError, _ script: Script) {
        print(ScriptError(error: error, script: script).report, to: .error)
    }
}
