import TestSupport
import Testing
import TuneQL

/// Random SELECTs whose answers are kept: the same rows as over plain tables.
@Suite struct CacheOracleTests {
    @Test(arguments: PageShape.allCases)
    func `random selects give the same rows from the cache`(_ shape: PageShape) async throws {
        let world = try await OracleWorld(shape, jobsPerLocation: 9)
        _ = try await world.pushing.run("SET cache.ttl = '1h'")
        var random = SplitMix64(seed: 3)
        for number in 1...150 {
            let select = RandomSelect(literals: world.literals, &random)
            let expectation = try await Expectation(select, in: world)
            let outcome = await expectation.outcome(select, world.pushing, in: world)
            guard case .differs(let what) = outcome else { continue }
            Issue.record("statement \(number): \(what)\n  \(select.sql)\(select.limit)")
            return
        }
    }
}
