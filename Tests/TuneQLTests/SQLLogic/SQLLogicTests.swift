import Testing

/// SQL with its results, over our tables and over SQLite's own.
struct SQLLogicTests {
    @Test(arguments: LogicFile.all, LogicWorld.EngineKind.allCases)
    func `a file's records answer what is written down`(
        _ file: LogicFile,
        _ kind: LogicWorld.EngineKind
    ) async throws {
        let engine = try await LogicWorld(kind: file.world).engine(kind)
        var run = LogicRun(try file.script(), on: engine)
        for failure in await run.failures() {
            Issue.record("\(file.path):\(failure.line): \(failure.message)")
        }
    }

    @Test func `there are hundreds of records, and few that only one engine answers`() throws {
        let records = try LogicFile.all.flatMap { try $0.script().records }
        let shared = records.filter { $0.applies(to: "tuneql") && $0.applies(to: "sqlite") }
        #expect(records.count >= 400)
        #expect(shared.count * 10 >= records.count * 8)
    }
}
