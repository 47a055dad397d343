import TestSupport
import Testing
import TuneQL

/// Random SELECTs over typed expressions: the same rows as of plain tables with comparable values.
@Suite struct TypedOracleTests {
    static let count = OracleTests.total / 2
    static let worlds = 4
    /// How many differences of a world are shown before its statements end.
    static let patience = OracleTests.environment["ORACLE_DIFFERENCES"].flatMap { Int($0) } ?? 1

    @Test func `random typed expressions give the rows of comparable columns`() async throws {
        let start = ContinuousClock.now
        let tallies = try await withThrowingTaskGroup(of: Tally.self) { group in
            for index in 0..<Self.worlds {
                group.addTask { try await Self.compare(in: index, since: start) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let statements = tallies.reduce(0) { $0 + $1.statements }
        let rows = tallies.reduce(0) { $0 + $1.rows }
        let refused = tallies.reduce(0) { $0 + $1.refused }
        print(
            "typed oracle: \(statements) statements with seed \(OracleTests.seed) and \(rows) rows",
            "in \(ContinuousClock.now - start); \(refused) were refused"
        )
        #expect(refused * 100 <= statements * 5)
    }

    private struct Tally {
        var statements = 0
        var rows = 0
        /// Statements that a parameter is missing for.
        var refused = 0
        var differences = 0
    }

    /// Runs a world's share of the statements, until there are too many differences.
    private static func compare(
        in index: Int,
        since start: ContinuousClock.Instant
    ) async throws -> Tally {
        var random = SplitMix64(seed: OracleTests.seed &* 16 &+ UInt64(index))
        let world = try await TypedOracleWorld(
            seed: random.next(),
            runsPerBench: [9, 14, 6, 11][index]
        )
        var tally = Tally()
        let share = (count + worlds - 1) / worlds
        while tally.statements < share, tally.differences < patience {
            tally.statements += 1
            let select = TypedSelect(&random)
            let session = random.chance(70) ? world.pushing : world.fetching
            let place =
                "seed \(OracleTests.seed), world \(index), statement \(tally.statements) of \(share)"
            guard let expected = expectation(of: select, in: world, place) else {
                tally.differences += 1
                continue
            }
            tally.rows += expected.count
            guard let found = await world.difference(of: select, from: expected, in: session) else {
                continue
            }
            guard !found.isRefusal else {
                tally.refused += 1
                continue
            }
            tally.differences += 1
            let isOpen = !world.isDetermined(select, by: expected)
            let small = await world.shrunk(select, found, in: session)
            Issue.record(
                """
                \(place), pushdown \(session === world.pushing ? "on" : "off"), \
                after \(ContinuousClock.now - start): \(found)\
                \(isOpen ? ", which the statement leaves open" : "")
                  \(select.script(for: .ours))
                shrunk: \(small.difference)
                  \(small.select.script(for: .ours))
                of plain tables:
                  \(small.select.script(for: .plain))
                """
            )
        }
        return tally
    }

    /// What the plain tables answer; nil when they refuse the statement, which is a mistake of it.
    private static func expectation(
        of select: TypedSelect,
        in world: TypedOracleWorld,
        _ place: String
    ) -> [String]? {
        do {
            return try world.expected(select)
        } catch {
            let script = select.script(for: .plain)
            Issue.record("\(place): the plain tables answer \(error)\n  \(script)")
            return nil
        }
    }
}
