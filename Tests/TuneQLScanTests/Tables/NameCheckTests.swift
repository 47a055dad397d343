import Testing
import TuneQLCatalog
import TuneQLScan

@Suite struct NameCheckTests {
    private static let template = NameTemplate("projects/{p}/jobs/{j}")

    private static func condition(
        _ name: String,
        _ arguments: [String: String]
    ) -> NameCondition? {
        NameCondition(name, for: arguments, template)
    }

    @Test(
        arguments: [
            ("projects/a/jobs/1", ["p": "a", "j": "1"], nil),
            ("projects/a/jobs/1", ["p": "a"], "projects/a/jobs/1, projects/7/jobs/1"),
            ("projects/7/jobs/1", ["p": "a"], "projects/7/jobs/1"),
            ("projects/a/jobs/1", [:], "projects/a/jobs/1"),
            ("projects/7/jobs/2", ["p": "a"], ""),
            ("projects/a/jobs/2", ["p": "a", "j": "1"], ""),
            ("no name", ["p": "a"], "no name"),
            ("projects/a/jobs/", ["p": "a"], ""),
            ("", [:], ""),
        ] as [(String, [String: String], String?)]
    )
    func `a name matches the spellings that the call leaves open`(
        _ name: String,
        _ arguments: [String: String],
        _ matching: String?
    ) {
        let rows = ["projects/a/jobs/1", "projects/7/jobs/1", "projects/a/jobs/3", "no name"]
        let condition = Self.condition(name, arguments)
        let found = condition.map { condition in
            rows.filter { condition.holds(for: $0, Self.template) }.joined(separator: ", ")
        }
        #expect(found == matching)
    }

    @Test func `without a form of names the whole name has to be equal`() throws {
        let condition = try #require(NameCondition("a/1", for: ["p": "a"], nil))
        #expect(condition.holds(for: "a/1", nil))
        #expect(!condition.holds(for: "7/1", nil))
    }

    @Test func `texts that differ in bytes are different names`() throws {
        let condition = try #require(NameCondition("caf\u{E9}", for: [:], nil))
        #expect(condition.holds(for: "caf\u{E9}", nil))
        #expect(!condition.holds(for: "cafe\u{301}", nil))
        let spelled = try #require(Self.condition("projects/a/jobs/\u{E9}", ["p": "a"]))
        #expect(spelled.holds(for: "projects/7/jobs/\u{E9}", Self.template))
        #expect(!spelled.holds(for: "projects/7/jobs/e\u{301}", Self.template))
        #expect(Self.condition("projects/e\u{301}/jobs/1", ["p": "\u{E9}", "j": "1"]) != nil)
    }

    @Test func `a row matches one alternative with all of its conditions`() throws {
        let one = try #require(Self.condition("projects/a/jobs/1", ["p": "a"]))
        let two = try #require(Self.condition("projects/a/jobs/2", ["p": "a"]))
        var check = NameCheck(Self.template, alternatives: [[[one], [two]], [[one, two]], []])
        func admits(_ call: Int) -> [String] {
            ["1", "2", "3"].filter { check.admits("projects/a/jobs/\($0)", of: call) }
        }
        #expect(admits(0) == ["1", "2"])
        #expect(admits(1) == [])
        #expect(admits(2) == ["3"])
    }

    /// Whether each row matches, in their order.
    private static func admits(
        _ rows: [(name: String?, call: Int)],
        _ alternatives: [[[NameCondition]]],
        _ template: NameTemplate? = template
    ) -> [Bool] {
        var check = NameCheck(template, alternatives: alternatives)
        return rows.map { check.admits($0.name, of: $0.call) }
    }

    @Test func `a row that another call has found is left out`() {
        let rows = [("x", 0), ("x", 1), ("x", 0), ("y", 1), ("y", 0)]
        #expect(Self.admits(rows, [[], []]) == [true, false, true, true, false])
    }

    @Test func `names that differ in bytes belong to two rows`() {
        let rows = [("caf\u{E9}", 0), ("cafe\u{301}", 1)]
        #expect(Self.admits(rows, [[], []], nil) == [true, true])
    }

    @Test func `a row without a name matches only where names are free`() throws {
        let one = try #require(Self.condition("projects/a/jobs/1", ["p": "a"]))
        let rows = [(nil, 0), (nil, 1), (nil, 2)] as [(String?, Int)]
        #expect(Self.admits(rows, [[[one]], [], []]) == [false, true, true])
    }
}
