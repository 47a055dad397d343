import Testing
import TuneQLCalls
import TuneQLScan

@Suite struct CallListTests {
    private struct Refusal: Error {}

    private static let template = MethodCall(method: ResultCacheTests.method, arguments: ["z": "0"])

    private static func calls(_ axes: [(String, [String])]) throws -> CallList {
        let axes = axes.map { CallList.Axis(parameter: $0, values: $1) }
        return try #require(CallList(template, axes))
    }

    /// The arguments of the calls: `a1 b2`.
    private static func texts(_ calls: CallList) -> [String] {
        calls.map { call in
            call.arguments.sorted { $0.key < $1.key }.map { $0.key + $0.value }
                .joined(separator: " ")
        }
    }

    @Test(
        arguments: [
            ([], ["z0"]),
            ([("a", ["1"])], ["a1 z0"]),
            (
                [("a", ["1", "2"]), ("b", ["3", "4"])],
                ["a1 b3 z0", "a1 b4 z0", "a2 b3 z0", "a2 b4 z0"]
            ),
            (
                [("b", ["3", "4"]), ("a", ["1", "2"])],
                ["a1 b3 z0", "a2 b3 z0", "a1 b4 z0", "a2 b4 z0"]
            ),
            ([("a", ["1", "2"]), ("b", [])], []),
            ([("z", ["1", "2"])], ["z1", "z2"]),
        ] as [([(String, [String])], [String])]
    )
    func `there is a call for each combination, the first parameter slowest`(
        _ axes: [(String, [String])],
        _ texts: [String]
    ) throws {
        let calls = try Self.calls(axes)
        #expect(Self.texts(calls) == texts)
        #expect(calls.count == texts.count)
        #expect(calls.isEmpty == texts.isEmpty)
    }

    @Test(
        arguments: [
            ([], 1), ([3, 4], 12), ([0, .max, .max], 0), ([.max, .max, 0], 0), ([.max], .max),
            ([.max, 1], .max), ([.max, 2], nil), ([1 << 32, 1 << 31], nil),
            ([1 << 32, (1 << 31) - 1], Int.max - (1 << 32) + 1),
        ] as [([Int], Int?)]
    )
    func `a product that no list can count is nil`(_ counts: [Int], _ product: Int?) {
        #expect(CallList.product(of: counts) == product)
    }

    @Test func `more combinations than can be counted are no list`() {
        let axis = CallList.Axis(parameter: "a", values: Array(repeating: "1", count: 1 << 13))
        #expect(CallList(Self.template, Array(repeating: axis, count: 4))?.count == 1 << 52)
        #expect(CallList(Self.template, Array(repeating: axis, count: 5)) == nil)
    }

    @Test func `a call is made without those before it`() throws {
        let values = (0..<1000).map(String.init)
        let calls = try Self.calls([("a", values), ("b", values), ("c", values), ("d", values)])
        #expect(calls.count == 1_000_000_000_000)
        #expect(
            calls[123_456_789_012].arguments == [
                "a": "123", "b": "456", "c": "789", "d": "12", "z": "0",
            ]
        )
    }

    @Test func `filters follow each other`() throws {
        var calls = try Self.calls([("a", ["1", "2", "3"]), ("b", ["1", "2"])])
        calls.filter { $0["a"] != "2" }
        #expect(Self.texts(calls) == ["a1 b1 z0", "a1 b2 z0", "a3 b1 z0", "a3 b2 z0"])
        calls.filter { $0["b"] == "2" }
        #expect(Self.texts(calls) == ["a1 b2 z0", "a3 b2 z0"])
        calls.filter { (_: [String: String]) in true }
        #expect(calls.count == 2)
        calls.filter { (_: [String: String]) in false }
        #expect(calls.isEmpty)
    }

    @Test func `individual calls are filtered as well`() throws {
        var calls = CallList(Array(try Self.calls([("a", ["1", "2", "3"])])))
        calls.filter { $0["a"] != "2" }
        #expect(Self.texts(calls) == ["a1 z0", "a3 z0"])
        #expect(CallList() == CallList([]))
    }

    @Test func `a filter that fails changes nothing`() throws {
        let all = try Self.calls([("a", ["1", "2"])])
        var calls = all
        #expect(throws: Refusal.self) {
            try calls.filter { (arguments) throws(Refusal) in
                if arguments["a"] == "2" { throw Refusal() }
                return false
            }
        }
        #expect(calls == all)
    }

    @Test func `all calls ask for the same fields`() throws {
        var combined = try Self.calls([("a", ["1", "2"])])
        var individual = CallList(Array(combined))
        combined.ask(for: "x")
        individual.ask(for: "x")
        #expect(combined.map(\.fields) == ["x", "x"])
        #expect(Array(individual) == Array(combined))
    }
}
