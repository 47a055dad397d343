import Testing
import TuneQLRendering

struct HistogramTests {
    private func bins(_ values: [ChartValue]) throws -> [Histogram.Bin] {
        let chart = try Chart(chartData(["n"], values.map { [$0] }), as: .histogram)
        guard case .histogram(let histogram) = chart else { return [] }
        return histogram.bins
    }

    @Test func `a range has a line`() throws {
        let values: [[ChartValue]] = [[3], ["17"], [12], [nil], [19], [28]]
        let text = """
            n       values
            0 – 10  ██████▋ 1
            10 – 20 ████████████████████ 3
            20 – 30 ██████▋ 1
            (1 value is NULL and left out)

            """
        #expect(try drawn(chartData(["n"], values), width: 30) == text)
    }

    @Test func `whole numbers are not split`() throws {
        let text = """
            n values
            1 ████████████████████████████ 1
            2 ████████████████████████████ 1
            3  0
            4 ████████████████████████████ 1

            """
        let data = chartData(["n"], [[1], [2], [4]])
        #expect(try drawn(data, as: .histogram, width: 32) == text)
    }

    @Test(
        arguments: [
            ([5], 1), ([5, 5, 5], 1), ([0.1, 0.2], 2), ([1e308, -1e308], 3),
            ([.number(ChartNumber(.leastNonzeroMagnitude)), 0], 1),
            ([1e16, 1e16], 1), ([-3, 3], 4), ([0], 1),
        ] as [([ChartValue], Int)]
    )
    func `every value is in a range`(values: [ChartValue], count: Int) throws {
        let bins = try bins(values)
        #expect(bins.map(\.count).reduce(0, +) == values.count)
        #expect(bins.count <= count + 1)
    }

    @Test func `many values are in few ranges of a round width`() throws {
        let bins = try bins((0..<10_000).map { .number(ChartNumber(Int64($0 * 7 % 10_000))) })
        #expect(bins.count == 10)
        #expect(bins.allSatisfy { $0.count == 1_000 && $0.end - $0.start == 1_000 })
    }

    @Test func `what is not finite is left out`() throws {
        let rows: [[ChartValue]] = [[1.5], [.number(ChartNumber(.infinity))], [nil], [nil]]
        let chart = try Chart(chartData(["n"], rows), as: .histogram)
        #expect(
            chart.remarks == [
                "2 values are NULL and left out", "1 value is not finite and left out",
            ]
        )
    }
}
