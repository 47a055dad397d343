import Glibc
import TuneQL
import TuneQLScan
import TuneQLSyntax
import TuneQLText

/// Runs a statement again and again, and shows what has changed.
@MainActor
struct Watcher {
    private let runner: ScriptRunner
    private let options: WatchOptions
    /// The statement without its UNTIL.
    private let script: Script
    private let statement: Statement
    private let condition: String?

    /// Reads the statement.
    ///
    /// - Throws: ``MetaError`` or ``ScriptError`` when it cannot be watched.
    init(_ runner: ScriptRunner, _ options: WatchOptions, text: String) throws {
        let (text, condition) = UntilClause.split(text)
        (self.runner, self.options) = (runner, options)
        self.condition = options.condition ?? condition
        script = Script(name: nil, text: text)
        statement = try Self.statement(of: script)
    }

    private static func statement(of script: Script) throws -> Statement {
        var reader = StatementReader(script.text)
        let (first, second): (Statement?, Statement?)
        do throws(SyntaxError) {
            (first, second) = (try reader.next(), try reader.next())
        } catch {
            throw ScriptError(
                error: QueryError(.syntax, error.message, range: error.range),
                script: script
            )
        }
        guard let first else { throw MetaError("there is no statement to watch") }
        guard second == nil else { throw MetaError("only one statement can be watched") }
        guard !first.isWrite else {
            throw MetaError("a statement that changes something is not run again and again")
        }
        return first
    }

    /// Runs the statement until its condition holds, it has run often enough, or Ctrl-C.
    ///
    /// - Returns: The exit code: 0, 1 when the condition never held, 130 after Ctrl-C.
    func run() async throws -> Int32 {
        var earlier: WatchedRows?
        var count = 0
        while true {
            let rows = try await fetch()
            count += 1
            try await show(rows, since: earlier, count)
            earlier = rows
            if try await isFulfilled(by: rows) { return try end(0) }
            if let limit = options.count, count >= limit {
                guard let condition else { return try end(0) }
                printMessage("watched \(count) times; UNTIL \(condition) did not hold")
                return try end(1)
            }
            guard sleep() else { return QueryError.Code.cancelled.exitCode }
        }
    }

    /// The rows of one run, all of them.
    private func fetch() async throws -> WatchedRows {
        let control = StatementControl()
        runner.interruption.begin(control)
        defer { runner.interruption.end() }
        var rows: [[Value]] = []
        let columns: [ResultColumn]
        do throws(QueryError) {
            let results = try await runner.session.run(
                statement,
                of: script.text,
                runner.bindings,
                control: control,
                isFresh: true
            )
            columns = results.columns
            for try await row in results { rows.append((0..<row.count).map { row[$0] }) }
        } catch {
            throw ScriptError(error: error, script: script)
        }
        return try WatchedRows(columns: columns, rows: rows, key: options.key)
    }

    private func show(_ rows: WatchedRows, since earlier: WatchedRows?, _ count: Int) async throws {
        let marked = rows.marked(since: earlier)
        if isatty(STDOUT_FILENO) == 1 {
            // A screen of its own for each run, as watch(1) does.
            LineReader.control("\u{1B}[H\u{1B}[2J")
            let changes = WatchedRows.changeCount(marked.rows)
            let note = earlier == nil ? "" : ", \(changes) changed"
            printMessage(
                "\(Self.clock) run \(count)\(note); every \(options.interval.readable); Ctrl-C ends it"
            )
        }
        runner.output.begin(nil)
        defer { runner.output.end() }
        try await runner.output.write(ResultSet(columns: marked.columns, rows: marked.rows))
    }

    /// The time of day.
    private static var clock: String {
        var (now, parts) = (time(nil), tm())
        localtime_r(&now, &parts)
        return [parts.tm_hour, parts.tm_min, parts.tm_sec].map { number in
            (number < 10 ? "0" : "") + "\(number)"
        }.joined(separator: ":")
    }

    /// Whether the condition holds for every row, of which there must be one.
    private func isFulfilled(by rows: WatchedRows) async throws -> Bool {
        guard let condition, let query = rows.query(for: condition) else { return false }
        do throws(QueryError) {
            for try await row in try await runner.session.run(query, runner.bindings) {
                return row[0] == .integer(0)
            }
            return false
        } catch {
            throw MetaError("UNTIL \(condition): \(error.message)")
        }
    }

    /// Rings the bell and runs the command.
    private func end(_ code: Int32) throws -> Int32 {
        if options.rings, isatty(STDERR_FILENO) == 1 { _ = write(STDERR_FILENO, [0x07], 1) }
        guard let command = options.command, code == 0 else { return code }
        let status = system(command)
        guard status != 0 else { return 0 }
        printMessage("error: \(command) has failed")
        return 1
    }

    /// Waits for the next run; returns false after a signal.
    private func sleep() -> Bool {
        let (seconds, attoseconds) = options.interval.components
        let milliseconds = min(seconds * 1000 + attoseconds / 1_000_000_000_000_000, 86_400_000)
        var source = pollfd(
            fd: Interruption.pending.readingEnd,
            events: Int16(POLLIN),
            revents: 0
        )
        let isWoken = poll(&source, 1, Int32(milliseconds)) != 0
        return !(isWoken && runner.interruption.takePending())
    }
}
