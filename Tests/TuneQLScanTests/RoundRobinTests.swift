import TestSupport
import Testing
import TuneQLScan

@Suite struct RoundRobinTests {
    /// Takes all elements of calls that have these numbers of them; they arrive in random order.
    private static func taken(_ counts: [Int], width: Int, seed: UInt64) -> [String] {
        var random = SplitMix64(seed: seed)
        var turns = RoundRobin<Int>(calls: counts.count, width: width)
        var left = counts.map { Array(0...$0) }
        var seen: [String] = []
        while true {
            switch turns.take(goesFirst: { _, _ in false }) {
            case .finished: return seen
            case .taken(let number, let call):
                seen.append("\(call).\(number)")
                if number == counts[call] { turns.end(call) }
            case .waiting:
                let open = left.indices.filter { !left[$0].isEmpty }
                let call = open[Int.random(in: open.indices, using: &random)]
                turns.add(left[call].removeFirst(), of: call)
            }
        }
    }

    @Test(
        arguments: [
            ([], 2, ""), ([0], 2, "0.0"), ([2], 2, "0.0 0.1 0.2"),
            ([1, 0, 2], 3, "0.0 1.0 2.0 0.1 2.1 2.2"),
            ([0, 2, 1, 0, 1], 2, "0.0 1.0 2.0 1.1 2.1 1.2 3.0 4.0 4.1"),
            ([1, 1, 1], 1, "0.0 0.1 1.0 1.1 2.0 2.1"),
        ] as [([Int], Int, String)]
    )
    func `elements are taken in turn, whenever they arrive`(
        _ counts: [Int],
        _ width: Int,
        _ order: String
    ) {
        for seed in 0..<20 {
            let seen = Self.taken(counts, width: width, seed: UInt64(seed))
            #expect(seen.joined(separator: " ") == order)
        }
    }

    @Test func `a first element that goes first does so when those before it have arrived`() {
        var turns = RoundRobin<String>(calls: 3, width: 3)
        func turn() -> String {
            switch turns.take(goesFirst: { element, _ in element == "no" }) {
            case .finished: "finished"
            case .waiting: "waiting"
            case .taken(let element, let call): "\(call) \(element)"
            }
        }
        turns.add("no", of: 1)
        turns.add("no", of: 2)
        #expect(turn() == "waiting")
        turns.add("yes", of: 0)
        #expect(turn() == "1 no")
    }
}
