import Testing
import TuneQLDeploy
import TuneQLJSON

struct TeardownTests {
    private static let stack = "resources: [{name: r}]"

    private func tearDown(
        _ world: StackWorld,
        _ anchors: [String],
        _ stack: String = stack
    ) async throws -> StackResult {
        var run = try world.run(stack, ["r": file(anchors)])
        return try await run.tearDown()
    }

    @Test func `what exists is deleted, and asked for until it is gone`() async throws {
        let world = StackWorld(["exists": [.count(1), .count(1), .count(0)]])
        #expect(try await tearDown(world, ["exists", "create", "delete"]).isGood)
        #expect(world.sent == ["exists", "delete", "exists", "exists"])
        #expect(world.sleeps == [.seconds(5)])
        #expect(world.results == ["r: deleted"])
    }

    @Test func `the options for after a deletion are kept`() async throws {
        let world = StackWorld(["exists": [.count(1)]])
        let options = "exists, postdelete_retries=3, postdelete_retry_delay=2"
        #expect(try await !tearDown(world, [options, "create", "delete"]).isGood)
        #expect(world.sent == ["exists", "delete", "exists", "exists", "exists"])
        #expect(world.sleeps == [.seconds(2), .seconds(2)])
    }

    @Test func `what does not exist is left`() async throws {
        let world = StackWorld(["exists": [.none]])
        #expect(try await tearDown(world, ["exists", "create", "delete"]).isGood)
        #expect(world.sent == ["exists"])
        #expect(world.results == ["r: nothing to delete"])
    }

    @Test func `a denied read is no successful teardown`() async throws {
        let world = StackWorld(["exists": [.refusal("denied")]])
        #expect(try await !tearDown(world, ["exists", "create", "delete"]).isGood)
        #expect(world.sent == ["exists"])
        #expect(world.results == ["r: failed"])
        let later = StackWorld(["exists": [.count(1), .refusal("denied")]])
        #expect(try await !tearDown(later, ["exists", "create", "delete"]).isGood)
    }

    @Test func `the last resource is the first to go`() async throws {
        let world = StackWorld([
            "a exists": [.count(1), .count(0)], "b exists": [.count(1), .count(0)],
        ])
        var run = try world.run(
            "resources: [{name: a}, {name: b}]",
            [
                "a": "/*+ exists */\na exists\n/*+ delete */\na delete",
                "b": "/*+ exists */\nb exists\n/*+ delete */\nb delete",
            ]
        )
        #expect(try await run.tearDown().isGood)
        #expect(
            world.sent
                == ["b exists", "b delete", "b exists", "a exists", "a delete", "a exists"]
        )
    }

    @Test func `nothing is deleted by an empty name`() async throws {
        let world = StackWorld(["exists": [.count(1)], "exports": [.none]])
        var run = try world.run(
            "resources: [{name: r, exports: [id]}]",
            ["r": file(["exists", "create", "exports"]) + "/*+ delete */\nDELETE '{{ id }}'"]
        )
        #expect(try await !run.tearDown().isGood)
        #expect(world.sent == ["exports", "exists"])
        #expect(world.progress.contains("delete has an empty value, so it is not sent"))
    }

    @Test func `exports are read before anything is deleted`() async throws {
        let world = StackWorld([
            "exists": [.count(1), .count(0)], "exports": [.row(["id": "i-1"])],
        ])
        var run = try world.run(
            "resources: [{name: r, exports: [{id: link}]}]",
            ["r": file(["exists", "create", "exports"]) + "/*+ delete */\nDELETE '{{ link }}'"]
        )
        #expect(try await run.tearDown().isGood)
        #expect(world.sent == ["exports", "exists", "DELETE 'i-1'", "exists"])
    }

    @Test func `an export that cannot be read ends the run before anything is deleted`()
        async throws
    {
        let world = StackWorld(["exports": [.refusal("denied")], "exists": [.count(1)]])
        let end = try await tearDown(
            world,
            ["exists", "create", "exports", "delete"],
            "resources: [{name: r, exports: [id]}]"
        )
        #expect(!end.isGood)
        #expect(world.sent == ["exports"])
    }

    @Test func `multi is deleted without being asked for`() async throws {
        let world = StackWorld(["exists": [.count(0)]])
        let end = try await tearDown(
            world,
            ["exists", "create", "delete"],
            "resources: [{name: r, type: multi}]"
        )
        #expect(end.isGood)
        #expect(world.sent == ["delete", "exists"])
    }

    @Test func `a file without delete is skipped`() async throws {
        let world = StackWorld([:])
        #expect(try await tearDown(world, ["exists", "create"]).isGood)
        #expect(world.sent.isEmpty)
        #expect(world.results == ["r: skipped, its file has no delete"])
    }
}
