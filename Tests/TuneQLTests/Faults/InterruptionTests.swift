import Testing
import TuneQL
import TuneQLScan

/// A statement is ended in its first exchange, then in its second, and so on.
@Suite(.timeLimit(.minutes(20))) struct InterruptionTests {
    @Test(arguments: FaultyStatement.all, InterruptingTransport.Moment.allCases)
    func `a statement that is cancelled in any exchange ends and says what it wrote`(
        _ statement: FaultyStatement,
        _ moment: InterruptingTransport.Moment
    ) async throws {
        let sweep = InterruptionSweep(
            statement: statement,
            moment: moment,
            name: "cancelled \(moment) the work",
            allowed: ["rows", "cancelled", "partial", "unknown-outcome"]
        )
        try await sweep.run()
    }

    @Test(arguments: FaultyStatement.all)
    func `an exchange without an answer ends with the statement's time`(
        _ statement: FaultyStatement
    ) async throws {
        let sweep = InterruptionSweep(
            statement: statement,
            moment: .before,
            name: "no answer, ended by the time limit",
            allowed: ["timeout", "partial", "unknown-outcome"],
            timeLimit: .seconds(30)
        )
        try await sweep.run()
    }

    @Test func `a statement that is cancelled between two rows ends behind the rows it gave`()
        async throws
    {
        let world = try await FaultyWorld(FaultyStatement.all[0])
        let expected = try await world.session.rows(world.sql)
        for count in 0...expected.count {
            let task = Task { () -> ([[Value]], QueryError.Code?) in
                var rows: [[Value]] = []
                do throws(QueryError) {
                    let results = try await world.session.run(world.sql)
                    for try await row in results {
                        rows.append((0..<row.count).map { row[$0] })
                        if rows.count == count { withUnsafeCurrentTask { $0?.cancel() } }
                    }
                    return (rows, nil)
                } catch {
                    return (rows, error.code)
                }
            }
            if count == 0 { task.cancel() }
            let (rows, code) = await task.value
            #expect(rows == Array(expected.prefix(rows.count)))
            #expect(rows.count >= count)
            #expect(code == .cancelled || (code == nil && rows == expected))
        }
        #expect(await world.isUsable())
    }
}

/// Ends one statement in each of its exchanges.
struct InterruptionSweep {
    let statement: FaultyStatement
    let moment: InterruptingTransport.Moment
    let name: String
    let allowed: Set<String>
    /// What ends the statement; nil cancels it.
    var timeLimit: Duration?

    func run() async throws {
        let expected = try await FaultyWorld.expectation(of: statement)
        for number in 1... {
            let clock = AlarmClock()
            var interrupting: InterruptingTransport?
            let world = try await FaultyWorld(statement, clock: clock, timeLimit: timeLimit) {
                let transport = InterruptingTransport($0)
                interrupting = transport
                return transport
            }
            let control = StatementControl()
            world.transport.arm(nil)
            let endsByTime = timeLimit != nil
            interrupting?.arm(at: number, moment) { endsByTime ? clock.ring() : control.cancel() }
            let outcome = await world.run(control)
            guard number <= world.transport.exchanges else { break }
            clock.silence()
            await record(
                outcome,
                number,
                FaultVerdict(world: world, allowed: allowed, expected: expected)
            )
        }
        FaultTable.shared.write()
    }

    private func record(_ outcome: FaultOutcome, _ number: Int, _ verdict: FaultVerdict) async {
        var flaws = verdict.flaws(in: outcome)
        if await !verdict.world.isUsable() { flaws.append(.unusable) }
        FaultTable.shared.record(name, statement.description, outcome.name, flaws)
        #expect(flaws.isEmpty, "\(statement), exchange \(number), \(name): \(flaws) \(outcome)")
    }
}
