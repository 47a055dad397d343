import Testing
import TuneQLRendering

struct ChartChoiceTests {
    @Test(
        arguments: [
            (["state", "jobs"], [["a", 1], ["b", 2]], .bars),
            (["state"], [["a"], ["b"], ["a"]], .bars),
            (["tokens"], [["12"], ["15"], [nil]], .histogram),
            (["tokens"], [[12], [1.5]], .histogram),
            (["epochs", "jobs"], [[1, 2], [2, 2], [3, 4]], .bars),
            (
                ["day", "jobs"], [["2026-01-01", 2], ["2026-01-02", 2], ["2026-01-03", 4]], .spark
            ),
            (
                ["day", "jobs"], [["2026-01-02", 2], ["2026-01-01", 2], ["2026-01-03", 4]], .bars
            ),
            (["day", "jobs"], (0..<30).map { [.number(ChartNumber(Int64($0))), 1] }, .spark),
            (
                ["name", "startTime", "endTime"],
                [["a", "2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z"]], .timeline
            ),
            (["name", "from", "to"], [["a", "2026-01-01", "2026-01-02"]], .timeline),
        ] as [([String], [[ChartValue]], ChartKind)]
    )
    func `columns choose the kind`(names: [String], rows: [[ChartValue]], kind: ChartKind) throws {
        let data = chartData(names, rows)
        #expect(try Chart(data) == Chart(data, as: kind))
    }

    @Test(
        arguments: [
            (nil, ["a", "b"], [["x", "y"]], .unfit), (nil, ["a"], [[nil]], .unfit),
            (.histogram, ["a"], [["x"]], .noNumbers(.histogram)),
            (.spark, ["a", "b"], [["x", "y"]], .noNumbers(.spark)),
            (.bars, ["a"], [[nil]], .noNumbers(.bars)),
            (.timeline, ["a", "b"], [["x", 1]], .noTimes),
            (.timeline, ["name", "startTime"], [["x", nil]], .noTimes),
        ] as [(ChartKind?, [String], [[ChartValue]], ChartError)]
    )
    func `what does not fit is named`(
        kind: ChartKind?,
        names: [String],
        rows: [[ChartValue]],
        error: ChartError
    ) {
        #expect(throws: error) { try Chart(chartData(names, rows), as: kind) }
    }

    @Test(arguments: ChartKind.allCases)
    func `a result without rows is drawn as such`(kind: ChartKind) throws {
        #expect(try drawn(chartData(["a"], []), as: kind) == "(no rows)\n")
    }
}
