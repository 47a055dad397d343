import Testing
import TuneQLDeploy
import TuneQLJSON

struct PlanTests {
    typealias Answers = [String: [ScriptedStatements.Answer]]

    private static let anchors = ["exists", "create", "statecheck", "exports", "delete"]
    private static let stack = """
        resources:
          - name: r
            props: [{name: note, value: new}, {name: labels, value: {b: 2, a: 1}}]
            exports: [id, note, labels]
        """

    @Test(
        arguments: [
            (
                ["exists": [.count(0)]], [String](), ["exists"],
                ["r: would be created", "a build would change something"]
            ),
            (
                [
                    "exists": [.count(1)], "statecheck": [.count(1)],
                    "exports": [.row(["id": "1", "note": "new", "labels": ["a": 1, "b": 2]])],
                ],
                [], ["exists", "statecheck", "exports"],
                ["r: no change", "no change: all is as described"]
            ),
            (
                [
                    "exists": [.count(1)], "statecheck": [.count(0)],
                    "exports": [.row(["id": "1", "note": "old", "labels": ["a": 1, "b": 2]])],
                ],
                ["update"], ["exists", "statecheck", "exports"],
                ["r: would be updated", "  note: old → new", "a build would change something"]
            ),
            (
                [
                    "exists": [.count(1)], "statecheck": [.count(0)],
                    "exports": [.row(["id": "1", "note": "old", "labels": ["a": 1, "b": 2]])],
                ],
                [], ["exists", "statecheck", "exports"],
                [
                    "r: differs and cannot be updated; it would have to be replaced: tear it down, "
                        + "then build", "  note: old → new", "a build would change something",
                ]
            ),
        ] as [(Answers, [String], [String], [String])]
    )
    func `a plan tells what a build would do, and only asks`(
        answers: Answers,
        more: [String],
        sent: [String],
        results: [String]
    ) async throws {
        let world = StackWorld(answers)
        var run = try world.run(Self.stack, ["r": file(Self.anchors + more)])
        let end = try await run.plan()
        #expect(world.sent == sent)
        #expect(world.results == results)
        #expect(end.isGood)
        #expect(end.hasChanges == !results[0].hasSuffix("no change"))
    }

    @Test func `what no statecheck compares is told of`() async throws {
        let row: JSONObject = ["id": "1", "note": "old", "labels": ["a": 1, "b": 2]]
        let world = StackWorld(["exports": [.row(row)]])
        let anchors = ["exists", "create", "exports", "delete"]
        var run = try world.run(Self.stack, ["r": file(anchors)])
        let end = try await run.plan()
        #expect(!end.hasChanges && end.hasUncheckedDifferences)
        #expect(
            world.results == [
                "r: no change, since no statecheck compares what differs", "  note: old → new",
                "a build would change nothing, but not all is as described",
            ]
        )
    }

    @Test func `what depends on something new is known after the build`() async throws {
        let world = StackWorld(["exists": [.count(0)]])
        var run = try world.run(
            Self.stack + "\n  - name: s",
            ["r": file(Self.anchors), "s": "/*+ exists */\ns '{{ id }}'\n/*+ create */\nc"]
        )
        _ = try await run.plan()
        #expect(world.sent == ["exists"])
        #expect(
            world.results[1]
                == "s: known after the build, it needs id: r is not built yet"
        )
    }

    @Test func `a query that fails makes the plan unknown`() async throws {
        let world = StackWorld(["exists": [.refusal("denied")]])
        var run = try world.run(Self.stack, ["r": file(Self.anchors)])
        #expect(try await !run.plan().isGood)
        #expect(world.results == ["r: not known"])
    }

    @Test func `a test fails where something differs, and does not ask whether it exists`()
        async throws
    {
        let world = StackWorld([
            "statecheck": [.count(1), .count(0)],
            "exports": [.row(["id": "1", "note": "new", "labels": [:]])],
        ])
        for isGood in [true, false] {
            var run = try world.run(Self.stack, ["r": file(Self.anchors)])
            #expect(try await run.test().isGood == isGood)
        }
        #expect(world.sent == ["statecheck", "exports", "statecheck"])
        #expect(world.results == ["r: as described", "r: failed"])
    }
}
