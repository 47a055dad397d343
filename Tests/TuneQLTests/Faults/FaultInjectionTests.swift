import Testing
import TuneQL

/// The first exchange of a statement goes wrong, then the second, and so on behind its last one.
///
/// After SQLite's own tests: nothing may come of it but the right rows or an error that says what
/// is wrong, no row may be written twice, and what is said of each write has to be true.
@Suite(.timeLimit(.minutes(20))) struct FaultInjectionTests {
    @Test(arguments: Fault.all, [false, true])
    func `an exchange that goes wrong gives the right rows or an error`(
        _ fault: Fault,
        isLasting: Bool
    ) async throws {
        for statement in FaultyStatement.all {
            try await sweep(statement, fault, isLasting: isLasting)
        }
        FaultTable.shared.write()
    }

    private func sweep(
        _ statement: FaultyStatement,
        _ fault: Fault,
        isLasting: Bool
    ) async throws {
        let row = "\(fault)\(isLasting ? ", from then on" : "")"
        let expected = try await FaultyWorld.expectation(of: statement)
        var world = try await FaultyWorld(statement)
        for number in 1... {
            world.transport.arm(fault, at: number, isLasting: isLasting)
            let outcome = await world.run()
            guard number <= world.transport.exchanges else { break }
            guard world.transport.faulty > 0 else { continue }
            let verdict = FaultVerdict(
                world: world,
                allowed: fault.allowed(for: statement, isLasting: isLasting),
                expected: expected
            )
            var flaws = verdict.flaws(in: outcome)
            if await !world.isUsable() { flaws.append(.unusable) }
            FaultTable.shared.record(row, statement.description, outcome.name, flaws)
            #expect(flaws.isEmpty, "\(statement), exchange \(number), \(row): \(flaws) \(outcome)")
            if statement.kind != .reading { world = try await FaultyWorld(statement) }
        }
    }
}
