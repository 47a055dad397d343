import TestSupport
import TuneQL
import TuneQLCalls
import TuneQLCredentials
import TuneQLEmulator
import TuneQLTransport

/// An emulator, an engine that reaches it in process, and a session.
struct World {
    static let projects = ["demo-project", "other-project"]
    static let locations = ["us-central1", "us-east1", "europe-west1"]
    static let jobs = "google.aiplatform.tuning_jobs"
    /// The condition that most statements here have.
    static let place = "projectsId = 'demo-project' AND locationsId = 'us-central1'"

    let emulator: Emulator
    let transport: RecordingTransport
    let clock = ManualClock()
    let session: Session

    init(
        jobsPerLocation: Int = 13,
        locations: [String] = World.locations,
        maximumPageSize: Int = 100,
        policy: Session.Policy = Session.Policy(),
        isAlive: Bool = false,
        wrap: (any Transport) -> any Transport = { $0 }
    ) throws {
        var configuration = Emulator.Configuration(
            projects: Self.projects,
            locations: locations,
            clock: isAlive ? clock.emulated : .fixed(),
            maximumPageSize: maximumPageSize
        )
        configuration.jobsPerLocation = jobsPerLocation
        emulator = Emulator(configuration: configuration)
        transport = RecordingTransport(wrap(EmulatorTransport(emulator: emulator)))
        session = try Self.session(transport, clock, policy: policy)
    }

    static func session(
        _ transport: any Transport,
        _ clock: any Clock<Duration> = ManualClock(),
        policy: Session.Policy = Session.Policy()
    ) throws -> Session {
        var retry = RetryPolicy()
        retry.random = { 0 }
        let client = APIClient(
            transport: transport,
            credentials: StaticCredentials.none,
            retry: retry,
            clock: clock
        )
        return try Engine(Engine.Configuration(transport: transport), client: client)
            .makeSession(policy: policy)
    }

    /// The rows of a statement, read to the end.
    func rows(_ sql: String, _ bindings: Bindings = .none) async throws -> [[Value]] {
        try await session.rows(sql, bindings)
    }

    /// The one value of a statement that answers one row of one column.
    func value(_ sql: String, _ bindings: Bindings = .none) async throws -> Value {
        let rows = try await rows(sql, bindings)
        return rows.count == 1 && rows[0].count == 1 ? rows[0][0] : .text("\(rows)")
    }

    /// The error that a statement ends with.
    func error(_ sql: String, _ bindings: Bindings = .none) async -> QueryError? {
        await session.error(sql, bindings)
    }
}

extension ManualClock {
    /// The emulator's time, which goes on with this clock.
    var emulated: Emulator.Clock {
        let start = Emulator.Clock.defaultStart
        return Emulator.Clock(start: start) { [self] in
            start + Int64(now.offset / .nanoseconds(1))
        }
    }
}

extension Session {
    func rows(_ sql: String, _ bindings: Bindings = .none) async throws -> [[Value]] {
        try await run(sql, bindings).rows()
    }

    func error(_ sql: String, _ bindings: Bindings = .none) async -> QueryError? {
        do throws(QueryError) {
            _ = try await run(sql, bindings).rows()
            return nil
        } catch {
            return error
        }
    }
}

extension ResultSet {
    func rows() async throws(QueryError) -> [[Value]] {
        var rows: [[Value]] = []
        for try await row in self { rows.append((0..<row.count).map { row[$0] }) }
        return rows
    }
}

/// The text without its marks `⟦` and `⟧`, and the byte range between them.
func unmark(_ marked: String) -> (text: String, range: Range<Int>) {
    let parts = marked.split(separator: "⟦", omittingEmptySubsequences: false)
    let rest = parts[parts.count - 1].split(separator: "⟧", omittingEmptySubsequences: false)
    let start = parts[0].utf8.count
    return (String(parts[0] + rest[0] + rest[rest.count - 1]), start..<start + rest[0].utf8.count)
}

extension World {
    /// The statement with the table for `%t` and the usual condition for `%w`.
    static func filled(_ sql: String) -> String {
        sql.replacing("%t", with: jobs).replacing("%w", with: place)
    }
}

extension String {
    /// The text with each occurrence of another text replaced.
    func replacing(_ part: String, with replacement: String) -> String {
        var result = ""
        var rest = self[...]
        while let range = rest.firstRange(of: part) {
            result += rest[..<range.lowerBound] + replacement
            rest = rest[range.upperBound...]
        }
        return result + rest
    }
}
