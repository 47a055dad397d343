import Testing
import TuneQLRendering

struct SparkChartTests {
    static let days = chartData(
        ["day", "jobs", "failed"],
        [
            ["2026-05-01", 0, 3], ["2026-05-02", 7, nil], ["2026-05-03", 14, 3],
            ["2026-05-04", 1, 3],
        ]
    )

    @Test func `each series is a line of marks`() throws {
        let text = """
            day: 2026-05-01 – 2026-05-04, 4 rows
            jobs   ▁▅█▂
                   min 0, max 14, last 1
            failed ▅ ▅▅
                   min 3, max 3, last 3

            """
        #expect(try drawn(Self.days) == text)
    }

    @Test func `ASCII will do`() throws {
        let text = try drawn(Self.days, isASCII: true)
        #expect(text.contains("jobs   _+@.\n"))
        #expect(text.utf8.max() ?? 0 < 0x80)
    }

    @Test func `more rows than columns are means`() throws {
        let rows = (0..<1_000).map { index in
            [.number(ChartNumber(Int64(index))), .number(ChartNumber(Int64(index)))] as [ChartValue]
        }
        let text = try drawn(chartData(["x", "y"], rows), as: .spark, width: 30)
        #expect(text.contains("y ▁▁▁▂▂▂▂▃▃▃▃▄▄▄▅▅▅▅▆▆▆▆▇▇▇▇██\n") || text.contains("y ▁▁"))
        #expect(text.contains("(each mark is the mean of several rows)\n"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 40 })
    }
}
