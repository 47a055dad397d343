import Testing
import TuneQLCalls

@Suite struct LatencyWatchTests {
    /// The watch after answers that took so many milliseconds, with 32 under way.
    private func watch(_ durations: [Int], kind: (Int) -> String = { _ in "list" }) -> LatencyWatch
    {
        var watch = LatencyWatch()
        for (index, duration) in durations.enumerated() {
            watch.record(.milliseconds(duration), kind: kind(index), underWay: watch.limit ?? 32)
        }
        return watch
    }

    @Test(
        arguments: [
            Array(repeating: 50, count: 500),
            (0..<500).map { 40 + ($0 * 37) % 30 },
            // Slow from the start.
            Array(repeating: 3_000, count: 500),
            // Our own machine is busy for a moment.
            Array(repeating: 5, count: 100) + Array(repeating: 120, count: 300),
            // The last pages of lists are small.
            (0..<500).map { $0 % 10 == 9 ? 200 : 900 },
        ]
    )
    func `it leaves a steady service alone`(durations: [Int]) {
        #expect(watch(durations).limit == nil)
    }

    @Test func `kinds of calls have their own usual time`() {
        let durations = (0..<600).map { $0 % 2 == 0 ? 50 : 2_000 }
        let watch = watch(durations) { $0 % 2 == 0 ? "get" : "list" }
        #expect(watch.limit == nil)
    }

    @Test func `answers that take ever longer lower the number of requests, and it comes back`() {
        let risen = Array(repeating: 100, count: 100) + Array(repeating: 1_500, count: 150)
        var watch = watch(risen)
        let lowered = watch.limit ?? 99
        #expect((4...16).contains(lowered))
        for _ in 0..<600 { watch.record(.milliseconds(100), kind: "list", underWay: 4) }
        #expect(watch.limit == nil)
    }
}
