import Testing
import TuneQL
import TuneQLScan
import TuneQLSyntax

@Suite(.timeLimit(.minutes(20))) struct CancellationTests {
    private static let list = "SELECT name FROM \(World.jobs) WHERE \(World.place)"

    /// A world whose second page never comes.
    private func stalledWorld() throws -> (World, AsyncStream<Void>) {
        var stalled = AsyncStream<Void> { $0.finish() }
        let world = try World(jobsPerLocation: 10, maximumPageSize: 5) { inner in
            let stalling = StallingTransport(inner) {
                $0.query["pageToken"] != nil || $0.method == "POST"
            }
            stalled = stalling.stalled
            return stalling
        }
        return (world, stalled)
    }

    private func isUsable(_ world: World) async throws -> Bool {
        try await world.rows("\(Self.list) LIMIT 1").count == 1
    }

    @Test func `cancelling the task ends a statement whose page is on its way`() async throws {
        let (world, stalled) = try stalledWorld()
        let task = Task { await world.error(Self.list) }
        for await _ in stalled { break }
        task.cancel()
        #expect(await task.value == QueryError(.cancelled, "the statement was cancelled"))
        #expect(try await isUsable(world))
    }

    @Test func `a control ends a statement whose page is on its way`() async throws {
        let (world, stalled) = try stalledWorld()
        let control = StatementControl()
        let task = Task { () -> QueryError.Code? in
            do throws(QueryError) {
                var reader = StatementReader(Self.list)
                guard let statement = try? reader.next() else { return nil }
                let results = try await world.session.run(
                    statement,
                    of: Self.list,
                    control: control
                )
                _ = try await results.rows()
                return nil
            } catch {
                return error.code
            }
        }
        for await _ in stalled { break }
        control.cancel()
        #expect(await task.value == .cancelled)
        #expect(try await isUsable(world))
    }

    @Test(arguments: [
        "CREATE TABLE t AS SELECT name FROM %t WHERE %w",
        "INSERT INTO %t (projectsId, locationsId, baseModel, supervisedTuningSpec) SELECT "
            + #"'demo-project', 'us-central1', 'm', '{"trainingDatasetUri": "gs://b/x.jsonl"}'"#,
        "EXEC %t.cancel @projectsId = 'demo-project', @locationsId = 'us-central1', @tuningJobsId = '1'",
        "SELECT count(*) FROM %t a, %t b WHERE a.projectsId = 'demo-project' "
            + "AND a.locationsId = 'us-central1' AND b.projectsId = 'demo-project' "
            + "AND b.locationsId = 'us-east1'",
    ])
    func `cancelling ends any statement that waits`(_ sql: String) async throws {
        let (world, stalled) = try stalledWorld()
        let task = Task { await world.error(World.filled(sql)) }
        for await _ in stalled { break }
        task.cancel()
        #expect(await task.value?.code == .cancelled)
        #expect(try await isUsable(world))
    }

    @Test func `cancelling ends a statement that only computes`() async throws {
        let world = try World()
        let task = Task {
            await world.error(
                "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) "
                    + "SELECT count(*) FROM n"
            )
        }
        task.cancel()
        #expect(await task.value?.code == .cancelled)
        #expect(try await isUsable(world))
    }

    @Test func `a statement of a cancelled task writes nothing`() async throws {
        let world = try World()
        let task = Task { () -> QueryError? in
            while !Task.isCancelled { await Task.yield() }
            return await world.error(
                World.filled(
                    "INSERT INTO %t (projectsId, locationsId, baseModel, supervisedTuningSpec) SELECT "
                        + #"'demo-project', 'us-central1', 'm', '{"trainingDatasetUri": "gs://b/x"}'"#
                )
            )
        }
        task.cancel()
        #expect(await task.value?.code == .cancelled)
        #expect(world.transport.count == 0)
    }

    @Test func `a result that is dropped half-read leaves the others alone`() async throws {
        let world = try World(jobsPerLocation: 40, maximumPageSize: 5)
        var kept = try await world.session.run(Self.list).makeAsyncIterator()
        #expect(try await kept.next() != nil)
        do {
            var dropped = try await world.session.run(Self.list).makeAsyncIterator()
            #expect(try await dropped.next() != nil)
        }
        var count = 1
        while try await kept.next() != nil { count += 1 }
        #expect(count == 40)
    }

    @Test func `cancelling one statement leaves the others alone`() async throws {
        let world = try World(jobsPerLocation: 40, maximumPageSize: 5)
        var kept = try await world.session.run(Self.list).makeAsyncIterator()
        #expect(try await kept.next() != nil)
        let task = Task {
            await world.error(
                "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) "
                    + "SELECT count(*) FROM n"
            )
        }
        task.cancel()
        #expect(await task.value?.code == .cancelled)
        var count = 1
        while try await kept.next() != nil { count += 1 }
        #expect(count == 40)
    }
}
