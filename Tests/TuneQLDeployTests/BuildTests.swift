import Testing
import TuneQLDeploy
import TuneQLJSON

struct BuildTests {
    typealias Answers = [String: [ScriptedStatements.Answer]]

    private static let stack = "resources: [{name: r}]"

    @Test(
        arguments: [
            (
                ["exists", "create", "update", "statecheck"],
                ["exists": [.count(0)], "statecheck": [.count(1)]],
                ["exists", "create", "statecheck"], "r: created"
            ),
            (
                ["exists", "create", "update", "statecheck"],
                ["exists": [.count(1)], "statecheck": [.count(1)]],
                ["exists", "statecheck"], "r: no change"
            ),
            (
                ["exists", "create", "update", "statecheck"],
                ["exists": [.count(1)], "statecheck": [.count(0), .count(1)]],
                ["exists", "statecheck", "update", "statecheck"], "r: updated"
            ),
            (
                ["exists", "create", "statecheck"],
                ["exists": [.count(1)], "statecheck": [.count(0)]],
                ["exists", "statecheck"], "r: failed"
            ),
            (
                ["create", "update", "statecheck"], ["statecheck": [.count(0), .count(1)]],
                ["statecheck", "create", "statecheck"], "r: created"
            ),
            (
                ["exists", "create", "update", "exports"], ["exports": [.row(["a": "1"])]],
                ["exports"], "r: no change"
            ),
            (
                ["exists", "create", "exports"],
                ["exists": [.count(0)], "exports": [.none, .none, .row(["a": "1"])]],
                ["exports", "exports", "exists", "create", "exports"], "r: created"
            ),
            (
                ["exists", "create", "update", "exports"],
                ["exists": [.count(1)], "exports": [.none, .none, .row(["a": "1"])]],
                ["exports", "exports", "exists", "update", "exports"], "r: updated"
            ),
            (["exists", "create"], ["exists": [.count(0)]], ["exists", "create"], "r: created"),
            (["exists", "create"], ["exists": [.count(1)]], ["exists"], "r: no change"),
            (
                ["createorupdate", "exists", "statecheck"], ["statecheck": [.count(1)]],
                ["createorupdate", "statecheck"], "r: created or updated"
            ),
            (["createorupdate"], [:], ["createorupdate"], "r: created or updated"),
            (
                ["preflight", "create", "postdeploy"],
                ["preflight": [.none], "postdeploy": [.count(1)]],
                ["preflight", "create", "postdeploy"], "r: created"
            ),
            (
                ["exists", "create", "statecheck"],
                ["exists": [.count(0)], "statecheck": [.count(0)]],
                ["exists", "create", "statecheck"], "r: failed"
            ),
        ] as [([String], Answers, [String], String)]
    )
    func `the queries of a file are sent in order`(
        anchors: [String],
        answers: Answers,
        sent: [String],
        result: String
    ) async throws {
        let world = StackWorld(answers)
        var run = try world.run(Self.stack, ["r": file(anchors)])
        let end = try await run.build()
        #expect(world.sent == sent)
        #expect(world.results == [result])
        #expect(end.isGood == (result != "r: failed"))
    }

    @Test func `a second build changes nothing`() async throws {
        let world = StackWorld(["exists": [.count(0), .count(1)], "statecheck": [.count(1)]])
        for result in ["r: created", "r: no change"] {
            var run = try world.run(Self.stack, ["r": file(["exists", "create", "statecheck"])])
            _ = try await run.build()
            #expect(world.results.last == result)
        }
        #expect(world.sent.count { $0 == "create" } == 1)
    }

    @Test(arguments: [["exists"], ["create"], ["update", "statecheck"]])
    func `a file that cannot build anything is refused before any query`(
        anchors: [String]
    ) async throws {
        let world = StackWorld([:])
        var run = try world.run(Self.stack, ["r": file(anchors)])
        await #expect(throws: StackError.self) { try await run.build() }
        #expect(world.sent.isEmpty)
    }

    @Test func `a denied read is not absence`() async throws {
        for anchor in ["exists", "statecheck", "exports"] {
            var answers: Answers = ["exists": [.count(1)]]
            answers[anchor] = [.refusal("denied")]
            let world = StackWorld(answers)
            var run = try world.run(
                Self.stack,
                ["r": file(["exists", "create", "update", anchor])]
            )
            #expect(try await !run.build().isGood)
            #expect(world.sent.allSatisfy { $0 != "create" && $0 != "update" })
            #expect(
                world.progress.contains("resources/r.iql")
                    && world.progress.contains("\(anchor) of r: denied")
            )
        }
    }

    @Test(
        arguments: [
            ("1", true), ("\"1\"", true), ("1.0", true), ("true", true), ("0", false),
            ("-1", false), ("\"0\"", false),
        ] as [(String, Bool)]
    )
    func `a count of 1 is yes`(count: String, isThere: Bool) async throws {
        let world = StackWorld(["exists": [.row(["count": try JSONValue(parsing: count)])]])
        var run = try world.run(Self.stack, ["r": file(["exists", "create"])])
        #expect(try await run.build().isGood)
        #expect(world.sent == (isThere ? ["exists"] : ["exists", "create"]))
    }

    @Test(arguments: ["2", "\"1.0\"", "null", "\"many\"", "[]"])
    func `another count ends the run`(count: String) async throws {
        let world = StackWorld(["exists": [.row(["count": try JSONValue(parsing: count)])]])
        var run = try world.run(Self.stack, ["r": file(["exists", "create"])])
        #expect(try await !run.build().isGood)
        #expect(world.sent == ["exists"])
    }

    @Test func `retries and delays of each query are kept`() async throws {
        let world = StackWorld([
            "exists": [.count(0)], "statecheck": [.count(0), .count(0), .count(1)],
        ])
        var run = try world.run(
            Self.stack,
            [
                "r": file([
                    "exists, retries=2, retry_delay=3", "create",
                    "statecheck, retries=5, retry_delay=7",
                ])
            ]
        )
        #expect(try await run.build().isGood)
        #expect(
            world.sent == ["exists", "exists", "create", "statecheck", "statecheck", "statecheck"]
        )
        #expect(world.sleeps == [.seconds(3), .seconds(7), .seconds(7)])
    }

    @Test func `skip_validation takes what exists as it is`() async throws {
        let world = StackWorld(["exists": [.count(1)]])
        var run = try world.run(
            "resources: [{name: r, skip_validation: true}]",
            ["r": file(["exists", "create", "update", "statecheck"])]
        )
        #expect(try await run.build().isGood)
        #expect(world.sent == ["exists"])
    }

    @Test func `an update with an empty name is not sent`() async throws {
        let world = StackWorld([
            "exists": [.count(1)], "statecheck": [.count(0)],
        ])
        let text = file(["exists", "create", "statecheck"])
        var run = try world.run(
            "resources: [{name: r, props: [{name: note, value: ''}]}]",
            ["r": text + "/*+ update */\nUPDATE t SET n = '{{ note }}' WHERE id = '{{ id }}'"]
        )
        #expect(try await !run.build().isGood)
        #expect(world.sent == ["exists", "statecheck"])
        #expect(world.progress.contains("update has an empty value"))
    }

    @Test func `an update may write an empty value`() async throws {
        let world = StackWorld([
            "exists": [.count(1)], "statecheck": [.count(0), .count(1)],
        ])
        var run = try world.run(
            "resources: [{name: r, props: [{name: note, value: ''}, {name: id, value: x}]}]",
            [
                "r": file(["exists", "create", "statecheck"])
                    + "/*+ update */\nUPDATE t SET n = '{{ note }}' WHERE id = '{{ id }}'"
            ]
        )
        #expect(try await run.build().isGood)
        #expect(world.sent[2] == "UPDATE t SET n = '' WHERE id = 'x'")
    }

    // MARK: After a failure

    private static let two = "resources: [{name: a}, {name: b}, {name: c}]"

    private func files() -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: ["a", "b", "c"].map { name in
                (
                    name,
                    ["exists", "create", "delete"]
                        .map { "/*+ \($0) */\n\(name) \($0)\n" }.joined()
                )
            }
        )
    }

    private func world() -> StackWorld {
        StackWorld([
            "a exists": [.count(0), .count(1), .count(0)], "b exists": [.count(0)],
            "b create": [.refusal("quota")], "c exists": [.count(0)],
        ])
    }

    @Test func `the run ends at the first failure`() async throws {
        let world = world()
        var run = try world.run(Self.two, files())
        #expect(try await !run.build().isGood)
        #expect(world.sent == ["a exists", "a create", "b exists", "b create"])
        #expect(world.results == ["a: created", "b: failed"])
    }

    @Test func `ignore goes on, and the run fails`() async throws {
        let world = world()
        var options = StackOptions()
        options.onFailure = .ignore
        var run = try world.run(Self.two, files(), options: options)
        #expect(try await !run.build().isGood)
        #expect(world.results == ["a: created", "b: failed", "c: created"])
    }

    @Test func `a rollback deletes what the run created, the last first`() async throws {
        let world = world()
        var options = StackOptions()
        options.onFailure = .rollback
        var run = try world.run(Self.two, files(), options: options)
        #expect(try await !run.build().isGood)
        #expect(
            world.sent == [
                "a exists", "a create", "b exists", "b create", "b exists", "a exists", "a delete",
                "a exists",
            ]
        )
        #expect(
            world.results == [
                "a: created", "b: failed", "b: undone, it was not created", "a: undone",
            ]
        )
    }

    @Test func `a rollback leaves what was there before, and names what it cannot undo`()
        async throws
    {
        let world = StackWorld([
            "a exists": [.count(1)], "b statecheck": [.count(0), .count(1)],
            "b exists": [.count(1)], "c create": [.refusal("no")], "c exists": [.count(0)],
        ])
        var options = StackOptions()
        options.onFailure = .rollback
        var files = files()
        files["b"] = ["exists", "create", "update", "statecheck", "delete"]
            .map { "/*+ \($0) */\nb \($0)\n" }.joined()
        var run = try world.run(Self.two, files, options: options)
        #expect(try await !run.build().isGood)
        #expect(!world.sent.contains("a delete") && !world.sent.contains("b delete"))
        #expect(
            world.results.suffix(2) == [
                "c: undone, it was not created",
                "b: not undone, the values before the update are not known",
            ]
        )
    }
}
