import TuneQL
import TuneQLRendering
import TuneQLSyntax

/// Runs the statements of scripts, one after another, and writes what they answer.
struct ScriptRunner {
    let session: Session
    let output: ResultOutput
    let interruption: Interruption
    let keepsGoing: Bool
    /// Whether a line on stderr tells what each statement has cost.
    var showsTiming = false

    /// Runs a script to its end or its first failure.
    ///
    /// - Returns: The exit code: 0, or that of the first failure.
    /// - Throws: What writing throws.
    func run(_ script: Script) async throws -> Int32 {
        var exitCode: Int32 = 0
        var reader = StatementReader(script.text)
        while true {
            var statement: Statement?
            do {
                statement = try reader.next()
                guard let statement else { return exitCode }
                let code = try await run(statement, of: script)
                if exitCode == 0 { exitCode = code }
            } catch let error as SyntaxError {
                let error = QueryError(.syntax, error.message, range: error.range)
                if try await ends(with: error, in: nil, script, &exitCode) { return exitCode }
            } catch let error as QueryError {
                if try await ends(with: error, in: statement, script, &exitCode) {
                    return exitCode
                }
            }
        }
    }

    /// Tells a failure; returns whether it is the last of the script.
    private func ends(
        with error: QueryError,
        in statement: Statement?,
        _ script: Script,
        _ exitCode: inout Int32
    ) async throws -> Bool {
        if let rows = error.report { try await output.write(ResultSet(rows), failure: error) }
        guard output.compatibility != .stackql else {
            print(StackQLMessages.text(of: error, in: statement), to: .error)
            if error.code == .cancelled { exitCode = error.code.exitCode }
            return error.code == .cancelled
        }
        print(ScriptError(error: error, script: script).report, to: .error)
        if exitCode == 0 { exitCode = error.code.exitCode }
        if error.code == .cancelled { return true }
        return !keepsGoing && error.code != .truncated
    }

    /// Runs one statement and writes its answer.
    ///
    /// - Returns: 0, or the exit code of a result that is not complete.
    /// - Throws: Why it failed.
    func run(_ statement: Statement, of script: Script) async throws -> Int32 {
        let token = CancelToken()
        interruption.begin(token)
        defer { interruption.end() }
        let start = ContinuousClock.now
        output.rowCount = 0
        defer { if showsTiming { tellCost(token, since: start) } }
        let results = try await session.run(statement, of: script.text, token: token)
        let isWrite = results.message != nil && output.compatibility == .stackql
        try await output.write(
            results,
            message: isWrite ? StackQLMessages.done(statement) : nil,
            endedBy: token
        )
        guard !results.isComplete else { return 0 }
        print(PartialWarning.text(results.scopes), to: .error)
        return output.compatibility == .stackql ? 0 : QueryError.Code.partial.exitCode
    }

    private func tellCost(_ token: CancelToken, since start: ContinuousClock.Instant) {
        let time = start.duration(to: .now)
        print(TimingLine.text(token.work, rows: output.rowCount, time), to: .error)
    }
}
