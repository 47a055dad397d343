import TestSupport
import Testing
import TuneQL

/// What runs has no mistake.
struct FalseAlarmTests {
    @Test(arguments: LogicFile.all)
    func `a file's records that answer are checked clean`(_ file: LogicFile) async throws {
        let engine = try await LogicWorld(kind: file.world).engine(.pushing)
        let session = try #require((engine as? SessionEngine)?.session)
        for record in try file.script().records where record.applies(to: engine.name) {
            let found = await session.check(record.sql).filter { $0.severity == .error }
            if case .failure = record.kind { continue }
            #expect(found.isEmpty, "\(file.path):\(record.line): \(found)")
            _ = try? await engine.rows(record.sql)
        }
    }

    @Test func `random selects that answer are checked clean`() async throws {
        let world = try await OracleWorld(.asAsked, jobsPerLocation: 3)
        var random = SplitMix64(seed: 12)
        for _ in 0..<300 {
            let select = RandomSelect(literals: world.literals, &random)
            let sql = world.text(select.sql + select.limit, for: world.pushing)
            let found = await world.pushing.check(sql).filter { $0.severity == .error }
            guard !found.isEmpty else { continue }
            let error = await world.pushing.error(sql)
            #expect(error != nil, "\(sql)\n\(found)")
        }
    }
}
