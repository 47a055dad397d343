import TestSupport
import TuneQL
import TuneQLCalls
import TuneQLCredentials
import TuneQLSQLite
import TuneQLTransport

/// The same rows as a resource, in sessions with and without push-down, and in a plain table whose
/// columns SQLite compares rightly by itself: times have one spelling, numbers and truth are numbers.
struct TypedOracleWorld {
    static let benches = ["left", "right", "spare"]
    static let runs = Fragment(ours: "lab.bench.runs", plain: "runs")

    let pushing: Session
    let fetching: Session
    let plain: Connection
    /// The same with its rows the other way round: what it answers else, no statement determines.
    let reversed: Connection
    /// The values of the variables `:moment0`, `:moment1`, ….
    private let bindings: Bindings

    init(seed: UInt64, runsPerBench: Int) async throws {
        var random = SplitMix64(seed: seed)
        var runs: [String: [RandomRun]] = [:]
        for bench in Self.benches {
            runs[bench] = (0..<runsPerBench).map { RandomRun("\(bench)-\($0)", on: bench, &random) }
        }
        let transport = ShapingTransport(
            RunsTransport(runs: runs.mapValues { $0.map(\.json) }),
            .asAsked
        )
        pushing = try Self.session(transport)
        fetching = try Self.session(transport)
        plain = try Connection()
        reversed = try Connection()
        bindings = Bindings(
            positional: [],
            named: Dictionary(
                uniqueKeysWithValues: Moment.all.indices.map {
                    ("moment\($0)", .text(Moment.all[$0].typed(&random)))
                }
            )
        )
        _ = try await fetching.rows("SET pushdown = 'off'")
        let all = Self.benches.flatMap { runs[$0] ?? [] }
        try Self.fill(plain, all)
        try Self.fill(reversed, all.reversed())
        for definition in TypedWriter.stored {
            for tables in [plain, reversed] { try tables.execute(definition.text(for: .plain)) }
            for session in [pushing, fetching] {
                _ = try await session.rows(definition.text(for: .ours))
            }
        }
    }

    private static func session(_ transport: any Transport) throws -> Session {
        var configuration = Engine.Configuration(transport: transport)
        configuration.catalogs = [try .project("Tests/TuneQLTests/Resources/provider")]
        let client = APIClient(
            transport: transport,
            credentials: StaticCredentials.none,
            clock: ManualClock()
        )
        return try Engine(configuration, client: client).makeSession()
    }

    private static func fill(_ plain: Connection, _ runs: [RandomRun]) throws {
        let columns = runs[0].columns.map { column -> String in
            let types = runs.lazy.compactMap { run in
                run.columns.first { $0.name == column.name }?.value.declaredType
            }
            return "\(column.name) \(types.first ?? "TEXT")"
        }
        try plain.execute("CREATE TABLE runs (\(columns.joined(separator: ", ")))")
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        var insert = try plain.prepare("INSERT INTO runs VALUES (\(marks))")
        for run in runs {
            for (index, column) in run.columns.enumerated() {
                try insert.bind(column.value, at: index + 1)
            }
            _ = try insert.step()
            insert.reset()
        }
    }
}

extension TypedOracleWorld {
    /// The rows of the plain tables, a line for each.
    func expected(_ select: TypedSelect) throws -> [String] {
        try Self.rows(of: select, plain)
    }

    /// Whether the order of the rows makes no difference.
    func isDetermined(_ select: TypedSelect, by expected: [String]) -> Bool {
        guard let others = try? Self.rows(of: select, reversed) else { return false }
        return select.isOrdered ? others == expected : others.sorted() == expected.sorted()
    }

    private static func rows(of select: TypedSelect, _ plain: Connection) throws -> [String] {
        defer {
            for definition in select.definitions.reversed() {
                try? plain.execute(definition.removal(for: .plain))
            }
        }
        for definition in select.definitions {
            for step in definition.steps { try plain.execute(step.text(for: .plain)) }
        }
        var statement = try plain.prepare(select.sql(for: .plain))
        var lines: [String] = []
        while try statement.step() {
            lines.append(
                (0..<statement.columnCount).map { statement.value(at: $0).plain }
                    .joined(separator: " | ")
            )
        }
        return lines
    }

    /// The rows of the resource, in the same form.
    func actual(_ select: TypedSelect, in session: Session) async throws -> [String] {
        let lines: Result<[String], any Error>
        do {
            for step in select.definitions.flatMap(\.steps) {
                _ = try await session.rows(step.text(for: .ours))
            }
            lines = .success(try await rows(select.sql(for: .ours), in: session))
        } catch {
            lines = .failure(error)
        }
        for definition in select.definitions.reversed() {
            _ = try? await session.rows(definition.removal(for: .ours))
        }
        return try lines.get()
    }

    private func rows(_ sql: String, in session: Session) async throws -> [String] {
        let results = try await session.run(sql, bindings)
        var lines: [String] = []
        for try await row in results {
            let cells = results.columns.indices.map { row[$0].comparable(results.columns[$0].kind) }
            lines.append(cells.joined(separator: " | "))
        }
        return lines
    }
}

extension Value {
    /// The value as the plain tables show it: `@` stands before times, truth is a word.
    fileprivate func comparable(_ kind: ResultColumn.Kind) -> String {
        switch self {
        case .text(let text) where kind == .timestamp:
            "'@" + (InstantText.normalized(text) ?? text) + "'"
        case .boolean(let value): "'\(value)'"
        default: plain
        }
    }
}

extension SQLiteValue {
    fileprivate var plain: String { Value(self).plain }

    /// The type of a column with such values; nil for NULL.
    fileprivate var declaredType: String? {
        switch self {
        case .integer: "INTEGER"
        case .real: "REAL"
        case .text: "TEXT"
        case .null, .blob: nil
        }
    }
}
