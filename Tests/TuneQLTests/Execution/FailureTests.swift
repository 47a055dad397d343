import TestSupport
import Testing
import TuneQL
import TuneQLEmulator
import TuneQLTransport

@Suite struct FailureTests {
    private static let list = "SELECT name FROM \(World.jobs) WHERE \(World.place)"

    private func world(_ inject: (inout Emulator.Faults) -> Void) throws -> World {
        let world = try World(jobsPerLocation: 50, maximumPageSize: 5)
        var faults = Emulator.Faults()
        inject(&faults)
        world.emulator.faults = faults
        return world
    }

    @Test func `a service that is busy for a while is waited for`() async throws {
        let busy = HTTPResponse(status: 429, headers: [HTTPField(name: "Retry-After", value: "7")])
        let world = try world {
            $0.inject(.answer(busy), at: [2])
            $0.inject(.answer(HTTPResponse(status: 503)), at: [3])
        }
        let rows = try await world.rows(Self.list)
        #expect(Set(rows).count == 50)
        #expect(rows.count == 50)
        #expect(world.transport.count == 12)
        #expect(world.clock.sleeps.first == .seconds(7))
        #expect(world.clock.now.offset < .seconds(20))
    }

    @Test func `a connection that is cut in the middle of page six is repeated`() async throws {
        let world = try world { $0.inject(.cut(afterBytes: 40), at: [5]) }
        let rows = try await world.rows(Self.list)
        #expect(Set(rows).count == 50)
        #expect(rows.count == 50)
    }

    @Test(
        arguments: [
            (.cut(afterBytes: 40), .transport),
            (.answer(HTTPResponse(status: 503)), .api),
            (.answer(HTTPResponse(status: 403)), .api),
            (.malformedJSON, .transport),
            (.repeatedPageToken, .transport),
            (.answer(HTTPResponse(status: 200, body: Array("[]".utf8))), .transport),
            (.answer(HTTPResponse(status: 200)), .transport),
        ] as [(Emulator.Faults.Effect, QueryError.Code)]
    )
    func `a call that fails on the way is an error, never a short result`(
        _ effect: Emulator.Faults.Effect,
        _ code: QueryError.Code
    ) async throws {
        let world = try world { $0.inject(effect) { number, _ in number >= 5 } }
        let (text, range) = unmark("SELECT name FROM ⟦\(World.jobs)⟧ WHERE \(World.place)")
        let error = try #require(await world.error(text))
        #expect(error.code == code)
        #expect(error.range == range)
        #expect(error.message.contains("GET https://us-central1-aiplatform.googleapis.com/v1/"))
        world.emulator.faults = Emulator.Faults()
        #expect(try await world.rows(Self.list).count == 50)
    }

    @Test func `one of several lists that fails is an error`() async throws {
        let world = try world {
            $0.inject(.answer(HTTPResponse(status: 403))) { _, request in
                request.url.contains("locations/us-east1/")
            }
        }
        let error = await world.error(
            "SELECT name FROM \(World.jobs) WHERE projectsId = 'demo-project' "
                + "AND locationsId IN ('us-central1', 'us-east1', 'europe-west1')"
        )
        #expect(error?.code == .api)
    }

    @Test func `a location that does not exist is an error, not an empty list`() async throws {
        let world = try World()
        let error = await world.error(
            "SELECT name FROM \(World.jobs) WHERE projectsId = 'demo-project' AND locationsId = 'mars'"
        )
        #expect(error?.code == .api)
    }

    @Test func `empty pages with a token are passed over`() async throws {
        let session = try World.session(
            ScriptedTransport([
                #"{"nextPageToken": "a"}"#, #"{"tuningJobs": [], "nextPageToken": "b"}"#,
                #"{"tuningJobs": [{"name": "x"}], "nextPageToken": "c"}"#, "{}",
            ])
        )
        #expect(try await session.rows(Self.list) == [["x"]])
    }

    @Test func `a page that is there is not lost by a later failure of another list`() async throws
    {
        let world = try world { $0.inject(.answer(HTTPResponse(status: 403)), at: [1]) }
        let results = try await world.session.run(Self.list)
        var count = 0
        var error: QueryError?
        do throws(QueryError) {
            for try await _ in results { count += 1 }
        } catch let caught {
            error = caught
        }
        #expect(error?.code == .api)
        #expect(count <= 5)
    }
}
