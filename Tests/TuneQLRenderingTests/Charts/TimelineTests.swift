import Testing
import TuneQLRendering

struct TimelineTests {
    static let jobs = chartData(
        ["name", "createTime", "startTime", "endTime", "state"],
        [
            ["a", "2026-05-31T10:00:00Z", "2026-05-31T11:00:00Z", "2026-05-31T14:00:00Z", "OK"],
            ["b", "2026-05-31T12:00:00Z", "2026-05-31T12:00:00Z", nil, "JOB_STATE_RUNNING"],
            ["c", "2026-05-31T13:00:00Z", nil, nil, "PENDING"],
            ["d", nil, nil, nil, nil],
        ]
    )

    @Test func `a job waits, runs and ends`() throws {
        let drawing = try drawn(Self.jobs, width: 40)
        #expect(drawing.split(separator: "\n").count == 7)
        #expect(drawing.hasPrefix("2026-05-31 10:00 – 2026-05-31 14:00 UTC\n"))
        #expect(drawing.hasSuffix("(1 row has no time and is left out)\n"))
    }

    @Test func `a wide line tells how long a job ran`() throws {
        let drawing = try drawn(Self.jobs, width: 80)
        #expect(drawing.contains("OK 3 h\n"))
        #expect(drawing.contains("RUNNING 2 h\n"))
        #expect(drawing.contains("PENDING\n"))
    }

    @Test func `no line is wider than the terminal`() throws {
        for width in [40, 60, 120] {
            for line in try drawn(Self.jobs, width: width).split(separator: "\n") {
                #expect(line.count <= width)
            }
        }
    }

    @Test func `one moment is drawn`() throws {
        let data = chartData(
            ["name", "startTime", "endTime"],
            [["x", "2026-05-31", "2026-05-31"]]
        )
        #expect(try drawn(data, width: 40).contains("x █"))
    }

    @Test func `an end before its begin is drawn`() throws {
        let data = chartData(
            ["name", "startTime", "endTime"],
            [["x", "2026-05-31", "2026-05-01"]]
        )
        #expect(try drawn(data, width: 40).contains("█"))
    }

    @Test func `many jobs are cut`() throws {
        let rows = (0..<100).map { _ in ["x", "2026-05-31", "2026-06-01"] as [ChartValue] }
        let chart = try Chart(chartData(["name", "startTime", "endTime"], rows))
        #expect(chart.remarks == ["the first 60 of 100 jobs are drawn"])
    }
}
