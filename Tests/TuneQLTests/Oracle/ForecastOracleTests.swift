import TestSupport
import Testing
import TuneQL

/// Random SELECTs: what EXPLAIN foretells holds for what EXPLAIN ANALYZE counts.
@Suite struct ForecastOracleTests {
    static let count = OracleTests.environment["ORACLE_FORECASTS"].flatMap { Int($0) } ?? 200

    @Test(arguments: PageShape.allCases.enumerated().map { ($0, $1) })
    func `random selects make the calls that are foretold`(
        _ index: Int,
        _ shape: PageShape
    ) async throws {
        let world = try await OracleWorld(shape, jobsPerLocation: 7)
        var random = SplitMix64(seed: OracleTests.seed &* 4 &+ UInt64(index))
        var exact = 0
        for number in 1...Self.count {
            let select = RandomSelect(literals: world.literals, &random)
            let sql = world.text(select.sql + select.limit, for: world.pushing)
            guard let foretold = try? await world.pushing.rows("EXPLAIN " + sql) else { continue }
            guard let counted = try? await world.pushing.rows("EXPLAIN ANALYZE " + sql) else {
                continue
            }
            let bounds = Bounds(foretold.map { ($0[12], $0[15]) })
            let calls = counted.reduce(0) { $0 + Bounds([($1[4], .null)]).least }
            exact += bounds.least == bounds.most ? 1 : 0
            #expect(
                bounds.contains(calls),
                "seed \(OracleTests.seed), statement \(number): \(foretold.map { [$0[12], $0[15]] }) for \(calls): \(sql)"
            )
        }
        #expect(exact * 4 >= Self.count)
    }

    /// What the cells of the columns `calls` and `note` allow.
    private struct Bounds {
        var least = 0
        /// Nil when there is no telling.
        var most: Int? = 0

        init(_ cells: [(calls: Value, note: Value)]) {
            for (calls, note) in cells {
                guard case .integer(let number) = calls else {
                    most = nil
                    continue
                }
                if note == .null { least += Int(number) }
                most = most.map { $0 + Int(number) }
            }
        }

        func contains(_ count: Int) -> Bool {
            count >= least && most.map { count <= $0 } ?? true
        }
    }
}
