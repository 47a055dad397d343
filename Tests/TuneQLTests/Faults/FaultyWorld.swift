import TestSupport
import TuneQL
import TuneQLEmulator
import TuneQLScan
import TuneQLSyntax
import TuneQLTransport

/// A session whose exchanges go wrong as they are told to, and the jobs that it can see.
struct FaultyWorld {
    let statement: FaultyStatement
    let transport: FaultyTransport
    let session: Session
    let sql: String
    let ids: [String]

    /// More calls than any of the statements makes, repetitions included.
    static let maximumCalls = 60

    /// Makes the jobs and the session.
    ///
    /// - Parameters:
    ///   - statement: What will be run.
    ///   - clock: What waits between repetitions, and for the time limit if there is one.
    ///   - timeLimit: How long each statement may take.
    ///   - wrap: Puts something between the counting transport and the emulator.
    /// - Throws: What goes wrong with the jobs that have to be there.
    init(
        _ statement: FaultyStatement,
        clock: any Clock<Duration> = ManualClock(),
        timeLimit: Duration? = nil,
        wrap: (any Transport) -> any Transport = { $0 }
    ) async throws {
        self.statement = statement
        var configuration = Emulator.Configuration(
            projects: World.projects,
            locations: World.locations,
            clock: .fixed(),
            maximumPageSize: 2
        )
        configuration.jobsPerLocation = statement.kind == .reading ? 5 : 0
        let emulator = Emulator(configuration: configuration)
        transport = FaultyTransport(wrap(EmulatorTransport(emulator: emulator)))
        session = try World.session(
            transport,
            clock,
            policy: PolicyTests.policy {
                $0.maximumCalls = Self.maximumCalls
                $0.timeLimit = timeLimit
            }
        )
        if statement.kind == .cancelling { _ = try await session.rows(ManyWritesTests.insert(3)) }
        ids = try await session.rows(Self.allJobs).map { row in
            String("\(row[0])".split(separator: "/").last?.dropLast(2) ?? "")
        }
        sql = statement.sql(ids: ids)
    }

    private static let allJobs = World.filled("SELECT name FROM %t WHERE %w ORDER BY name")

    /// What a statement answers when nothing goes wrong.
    static func expectation(of statement: FaultyStatement) async throws -> [String] {
        let world = try await FaultyWorld(statement)
        world.transport.arm(nil)
        guard case .rows(let rows) = await world.run() else {
            throw FaultyStatementFails(statement: statement)
        }
        return rows
    }

    /// Runs the statement once.
    func run(_ control: StatementControl = StatementControl()) async -> FaultOutcome {
        do throws(QueryError) {
            guard let parsed else { return .rows([]) }
            let rows = try await session.run(parsed, of: sql, control: control).rows()
            return .rows(rows.map { "\($0)" }.sorted())
        } catch {
            return .error(error)
        }
    }

    private var parsed: Statement? {
        var reader = StatementReader(sql)
        return try? reader.next()
    }

    /// Whether the session, with nothing going wrong any more, still reads all jobs there are.
    func isUsable() async -> Bool {
        let made = statement.kind == .inserting ? transport.effects(of: "model-") : 0
        transport.arm(nil)
        return (try? await session.rows(Self.allJobs).count) == ids.count + made
    }
}

/// A statement fails although nothing went wrong.
struct FaultyStatementFails: Error {
    let statement: FaultyStatement
}

/// What a statement came to.
enum FaultOutcome: Sendable {
    case rows([String])
    case error(QueryError)

    var name: String {
        switch self {
        case .rows: "rows"
        case .error(let error): error.code.name
        }
    }

    var report: WriteReport? {
        if case .error(let error) = self { return error.report }
        return nil
    }
}
