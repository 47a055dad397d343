import Testing
import TuneQLRendering

struct BarChartTests {
    static let states = chartData(
        ["state", "jobs"],
        [["done", 19], ["failed", 2], ["new", nil]]
    )

    @Test func `a row is a bar`() throws {
        let text = """
            state  jobs
            done   ████████████████████████████ 19
            failed ███ 2
            new     NULL

            """
        #expect(try drawn(Self.states, width: 40) == text)
    }

    @Test func `ASCII will do`() throws {
        let text = """
            state  jobs
            done   ############################ 19
            failed ### 2
            new     NULL

            """
        #expect(try drawn(Self.states, width: 40, isASCII: true) == text)
    }

    @Test func `numbers below zero go to the left`() throws {
        let data = chartData(["x", "y"], [["a", -5], ["b", 10], ["c", 0], ["d", 0.001]])
        let text = """
            x y
            a ██████████ -5
            b           ████████████████████ 10
            c            0
            d           ▏ 0.001

            """
        #expect(try drawn(data, width: 38) == text)
    }

    @Test func `each series has a line`() throws {
        let data = chartData(["x", "up", "down"], [["a", 2, 1], ["b", 0, nil]])
        let text = """
            x
            a up   █████████████████████ 2
              down ██████████▌ 1
            b up    0
              down  NULL

            """
        #expect(try drawn(data, width: 33) == text)
    }

    @Test func `labels are counted when there are no numbers`() throws {
        let text = """
            state rows
            b     ██████████████████████ 2
            a     ███████████ 1

            """
        #expect(try drawn(chartData(["state"], [["a"], ["b"], ["b"]]), width: 30) == text)
    }

    @Test func `long and hostile labels are cut and escaped`() throws {
        let rows: [[ChartValue]] = [["\u{1B}[31m\nred", 1], ["日本語の長い名前です", 2]]
        let text = """
            x           y
            \\x1b[…\\nred █████████▌ 1
            日本語…です ███████████████████ 2

            """
        #expect(try drawn(chartData(["x", "y"], rows), width: 33) == text)
    }

    @Test func `the smallest of many rows are summed up`() throws {
        let rows = (0..<10_000).map { index in
            [.text("row \(index)"), .number(ChartNumber(Int64(index)))] as [ChartValue]
        }
        guard case .bars(let chart) = try Chart(chartData(["x", "y"], rows)) else {
            Issue.record("no bars")
            return
        }
        #expect(chart.bars.count == 40)
        #expect(chart.bars.first?.label == "row 9961")
        #expect(chart.bars.last?.label == "others (9,961 rows)")
        #expect(chart.bars.last?.values == [ChartNumber(49_605_780.0)])
        #expect(chart.remarks == ["the smallest 9,961 of 10,000 rows are summed up as others"])
    }

    @Test func `rows behind the limit are counted`() throws {
        let rows = (0..<10_002).map { _ in ["a"] as [ChartValue] }
        let chart = try Chart(chartData(["x"], rows))
        #expect(chart.remarks == ["the first 10,000 of 10,002 rows are drawn"])
    }

    @Test(arguments: [
        [1e308, -1e308, 1e-300], [.infinity, -.infinity, .nan], [.leastNonzeroMagnitude, 0, 1e15],
        [-0.0, 0, 0],
    ])
    func `any number can be drawn`(numbers: [Double]) throws {
        let rows = numbers.map { ["a", .number(ChartNumber($0))] as [ChartValue] }
        for kind in [ChartKind.bars, .histogram, .spark] {
            let chart = try Chart(chartData(["x", "y"], rows), as: kind)
            for line in TerminalChart(width: 40).text(of: chart).split(separator: "\n") {
                #expect(line.count <= 40)
            }
            #expect(SVGChart.file(of: chart).hasSuffix("</svg>\n"))
        }
    }
}
