import TestSupport
import Foundation
import Synchronization
import Testing
import TuneQL

/// Random SELECTs: the same rows over resources, with push-down and without, as over plain tables.
@Suite struct OracleTests {
    static let environment = ProcessInfo.processInfo.environment
    /// How many statements there are, with those of ``TypedOracleTests``: half of them each.
    static let total = environment["ORACLE_STATEMENTS"].flatMap { Int($0) } ?? 4000
    static let count = total - TypedOracleTests.count
    static let seed = environment["ORACLE_SEED"].flatMap { UInt64($0) } ?? 1

    @Test func `random selects give the rows of plain tables`() async throws {
        let start = ContinuousClock.now
        let shapes = PageShape.allCases
        let tallies = try await withThrowingTaskGroup(of: Tally.self) { group in
            for (index, shape) in shapes.enumerated() {
                group.addTask {
                    let world = try await OracleWorld(
                        shape,
                        jobsPerLocation: [9, 13, 11, 7][index]
                    )
                    return try await Self.compare(in: world, shape, index, since: start)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let count = tallies.reduce(0) { $0 + $1.statements }
        let refused = tallies.reduce(0) { $0 + $1.refused }
        print(
            "oracle: \(count) statements with seed \(Self.seed) in \(ContinuousClock.now - start);",
            "\(refused) were refused"
        )
        #expect(refused * 100 <= count * 5)
    }

    private struct Tally {
        var statements = 0
        /// Statements that a parameter is missing for, in either mode.
        var refused = 0
    }

    /// Runs a world's share of the statements, up to the first difference.
    private static func compare(
        in world: OracleWorld,
        _ shape: PageShape,
        _ index: Int,
        since start: ContinuousClock.Instant
    ) async throws -> Tally {
        var random = SplitMix64(seed: seed &* 4 &+ UInt64(index))
        var tally = Tally()
        let share = (count + PageShape.allCases.count - 1) / PageShape.allCases.count
        while tally.statements < share {
            tally.statements += 1
            let select = RandomSelect(literals: world.literals, &random)
            let found = try await difference(of: select, in: world)
            tally.refused += found.isRefused ? 1 : 0
            guard let (what, session) = found.difference else { continue }
            let small = await select.shrunk(differingIn: session, of: world)
            Issue.record(
                """
                seed \(seed), pages \(shape), statement \(tally.statements) of \(share), \
                pushdown \(session === world.pushing ? "on" : "off"), \
                after \(ContinuousClock.now - start): \(what)
                  \(select.sql)\(select.limit)
                shrunk: \(small.sql)\(small.limit)
                """
            )
            break
        }
        return tally
    }

    private static func difference(
        of select: RandomSelect,
        in world: OracleWorld
    ) async throws -> (isRefused: Bool, difference: (String, Session)?) {
        let expectation: Expectation
        do {
            expectation = try await Expectation(select, in: world)
        } catch {
            return (false, ("the plain tables answer \(error)", world.plain))
        }
        var isRefused = false
        for session in [world.pushing, world.fetching] {
            switch await expectation.outcome(select, session, in: world) {
            case .same: continue
            case .refused: isRefused = true
            case .differs(let what): return (isRefused, (what, session))
            }
        }
        return (isRefused, nil)
    }
}
