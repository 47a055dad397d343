@preconcurrency import Dispatch
import TuneQLCalls
import TuneQLCatalog
import TuneQLCredentials
import TuneQLSQLite
import TuneQLScan
import TuneQLTransport

/// A program with a SQLite connection of its own, on a thread of its own: no session, no dialect.
final class Host {
    private let connection: Connection
    private let current = CurrentStatement()
    private let client: APIClient
    /// The plans of the last statement that lacked a parameter.
    private(set) var refusals: [StatementContext.Refusal] = []

    init(_ transport: any Transport) throws {
        client = APIClient(transport: transport, credentials: StaticCredentials.none)
        connection = try Connection()
        try Functions.define(on: connection)
        try connection.register(ResourceTable(Self.stations, current), named: "stations")
    }

    /// Does something with a host on a thread that scans may block.
    static func run<Value: Sendable>(
        _ transport: any Transport = StationsTransport(),
        _ body: @escaping @Sendable (Host) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue(label: "host").async {
                continuation.resume(with: Result { try body(try Host(transport)) })
            }
        }
    }

    /// The rows of a statement of SQLite's; a failure of a scan is thrown as such.
    func rows(
        _ sql: String,
        endedBy control: StatementControl = StatementControl()
    ) throws -> [[SQLiteValue]] {
        var traits = StatementContext.Traits()
        (traits.mayStopEarly, traits.mayRescan) = (true, true)
        let context = StatementContext(
            client: client,
            executor: CallingThread(),
            control: control,
            mode: .run,
            traits: traits,
            store: StatementScans(client: client, control: control, traits: traits),
            conditions: MarkedConditions(on: connection, numberedVariables: 0) { _, _ in nil }
        )
        defer { refusals = context.refusals }
        do throws(SQLiteError) {
            return try current.during(context) { () throws(SQLiteError) in
                try rows(of: connection.prepare(sql))
            }
        } catch {
            throw connection.takeCallbackError() ?? error
        }
    }

    private func rows(
        of statement: consuming PreparedStatement
    ) throws(SQLiteError) -> [[SQLiteValue]] {
        var rows: [[SQLiteValue]] = []
        while try statement.step() {
            rows.append((0..<statement.columnCount).map { statement.value(at: $0) })
        }
        return rows
    }

    /// The stations of a country.
    private static let stations = Resource(
        provider: "made",
        service: "weather",
        name: "stations",
        columns: [
            Field(name: "name", type: .string(format: nil)), Field(name: "height", type: .integer),
        ],
        methods: [
            Method(
                name: "list",
                verb: .select,
                httpMethod: "GET",
                path: "/v1/countries/{country}/stations",
                host: HostRule(otherwise: "https://w.example", fallback: "https://w.example"),
                parameters: [Parameter(name: "country", location: .path, isRequired: true)],
                rows: .list(["stations"]),
                pagination: .token(
                    Pagination.PageToken(
                        parameter: "pageToken",
                        member: "nextPageToken",
                        size: Pagination.PageSize(parameter: "pageSize", maximum: 100)
                    )
                )
            )
        ]
    )
}
