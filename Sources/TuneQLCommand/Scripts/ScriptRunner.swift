import Synchronization
import TuneQL
import TuneQLRendering
import TuneQLScan
import TuneQLSyntax
import TuneQLText

/// Runs the statements of scripts one after another, and writes their results.
struct ScriptRunner {
    let session: Session
    var output: ResultWriter
    let interruption: Interruption
    let keepsGoing: Bool
    /// Whether a line on stderr reports the cost of each statement.
    var showsTiming = false
    /// The values of variables in statements.
    var bindings = Bindings.none
    /// Where each statement is noted as a test; nil when nobody asks for it.
    var tests: TestReport?

    /// Runs a script to its end or its first failure.
    ///
    /// - Returns: The exit code: 0, or that of the first failure.
    /// - Throws: The error of writing.
    func run(_ script: Script) async throws -> Int32 {
        var exitCode: Int32 = 0
        var reader = StatementReader(script.text)
        while true {
            var statement: Statement?
            try output.endSingle()
            output.begin(nil)
            tests?.beginStatement()
            do {
                statement = try reader.next()
                guard let statement else { return exitCode }
                let code = try await run(statement, of: script)
                if exitCode == 0 { exitCode = code }
                tests?.endStatement(statement, nil, at: reader.offset)
            } catch let error as SyntaxError {
                let message = error.message.cuttingLongNames
                let error = QueryError(.syntax, message, range: error.range)
                tests?.endStatement(nil, error, at: reader.offset)
                if try await ends(with: error, in: nil, script, &exitCode) { return exitCode }
            } catch let error as QueryError {
                tests?.endStatement(statement, error, at: reader.offset)
                if try await ends(with: error, in: statement, script, &exitCode) {
                    return exitCode
                }
            }
        }
    }

    /// Reports a failure; returns whether it ends the script.
    private func ends(
        with error: QueryError,
        in statement: Statement?,
        _ script: Script,
        _ exitCode: inout Int32
    ) async throws -> Bool {
        // A cancelled statement does not wait for a stalled reader.
        let isEnded = [.cancelled, .timeout].contains(error.code)
        Outlet.pollTimeout.store(isEnded ? 1_000 : -1, ordering: .relaxed)
        let isClosed = try await writeReport(of: error)
        let isLast = printFailure(cut(error, statement), in: statement, script, &exitCode)
        if !isClosed { try writeRefusal(error) }
        if isClosed { throw ClosedPipe() }
        return isLast || output.isAbandoned
    }

    /// Writes the report of a failed write, to stderr where stdout is not read.
    ///
    /// - Returns: Whether the reader has left.
    private func writeReport(of error: QueryError) async throws -> Bool {
        guard let report = error.report else { return false }
        let rows = ResultSet(report)
        do {
            try await output.write(rows, failure: error)
            return false
        } catch is UnreadOutput {
            try await UnreadResult.print(rows)
            return false
        } catch is ClosedPipe {
            try await UnreadResult.print(rows)
            return true
        }
    }

    private func writeRefusal(_ error: QueryError) throws {
        do {
            try output.write(refusal: error)
        } catch is UnreadOutput {
            return
        }
    }

    /// The error of a statement that was ended, with the number of rows that a terminal shows.
    private func cut(_ error: QueryError, _ statement: Statement?) -> QueryError {
        guard [.cancelled, .timeout].contains(error.code) else { return error }
        if error.code == .cancelled, !interruption.isEnd { output.endLine() }
        guard case .select = statement?.kind, let rows = output.shownRows else { return error }
        var error = error
        error.message += "; \(rows)"
        return error
    }

    /// Prints a failure; returns whether it ends the script.
    private func printFailure(
        _ error: QueryError,
        in statement: Statement?,
        _ script: Script,
        _ exitCode: inout Int32
    ) -> Bool {
        guard output.compatibility != .stackql else {
            printMessage(StackQLMessages.text(of: error, in: statement), shorteningNames: false)
            if error.code == .cancelled { exitCode = error.code.exitCode }
            return error.code == .cancelled
        }
        printMessage(ScriptError(error: error, script: script).report)
        if exitCode == 0 { exitCode = error.code.exitCode }
        if error.code == .cancelled { return true }
        return !keepsGoing && error.code != .truncated
    }

    /// Runs one statement and writes its result.
    ///
    /// - Returns: 0, or the exit code of a result that is not complete.
    /// - Throws: Its failure.
    func run(_ statement: Statement, of script: Script) async throws -> Int32 {
        let control = StatementControl()
        Outlet.pollTimeout.store(-1, ordering: .relaxed)
        interruption.begin(control)
        defer { interruption.end() }
        ProgressDisplay.shared.begin(control)
        defer { ProgressDisplay.shared.end() }

        output.isReporting = statement.isWrite
        // A write that is under way is finished, even when its output is not read.
        output.begin(statement.isFinishedUnread ? nil : control)
        defer { output.end() }
        let start = ContinuousClock.now
        defer { if showsTiming { printCost(control, since: start) } }
        let results = try await results(of: statement, in: script, control)
        output.begin(control)
        printWarnings(of: results, script)
        try await write(results, of: statement, control)
        interruption.end()
        if output.isQuit { return 0 }
        printRemarks(about: results)
        guard !results.isComplete else { return 0 }
        printMessage(PartialWarning.text(results.scopes))
        return output.compatibility == .stackql ? 0 : QueryError.Code.partial.exitCode
    }

    /// Prints the warnings about the statement, before its rows.
    private func printWarnings(of results: ResultSet, _ script: Script) {
        guard output.compatibility != .stackql else { return }
        for warning in results.warnings { printMessage(script.report(warning)) }
    }

    /// Prints what is doubtful about the rows, after them.
    private func printRemarks(about results: ResultSet) {
        guard output.compatibility != .stackql else { return }
        for remark in results.remarks { printMessage("warning: \(remark)") }
    }

    private func results(
        of statement: Statement,
        in script: Script,
        _ control: StatementControl
    ) async throws -> ResultSet {
        do {
            return try await session.run(statement, of: script.text, bindings, control: control)
        } catch {
            let isLeft = output.isClosed && !statement.isFinishedUnread
            guard error.code == .cancelled, isLeft else { throw error }
            throw ClosedPipe()
        }
    }

    private func write(
        _ results: ResultSet,
        of statement: Statement,
        _ control: StatementControl
    ) async throws {
        let isWrite = results.message != nil && output.compatibility == .stackql
        do {
            try await output.write(
                results,
                message: isWrite ? StackQLMessages.done(statement) : nil,
                endedBy: control
            )
        } catch let error as ClosedPipe {
            if statement.isWrite { try await UnreadResult.print(results) }
            throw error
        }
    }

    private func printCost(_ control: StatementControl, since start: ContinuousClock.Instant) {
        let line = TimingLine(
            work: control.work,
            rows: output.rowCount,
            firstRow: output.firstRow.map { start.duration(to: $0) },
            time: start.duration(to: .now)
        )
        printMessage(line.text)
    }
}
