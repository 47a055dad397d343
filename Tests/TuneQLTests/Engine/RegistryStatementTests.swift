import Glibc
import ProgramSupport
import Testing
import TuneQL
import TuneQLCatalog

/// A registry whose archives hold one empty service.
private struct SmallRegistry: ProviderRegistry {
    let home: TuneQLHome
    var isReachable = true

    func providers() async throws(QueryError) -> [PublishedProvider]? {
        guard isReachable else { throw QueryError(.transport, "nobody responds") }
        return [
            PublishedProvider(name: "acme", versions: ["v2", "v1"]),
            PublishedProvider(name: "other", versions: ["v7"]),
        ]
    }

    func pull(
        _ provider: String,
        version: String?
    ) async throws(QueryError) -> [PublishedProvider] {
        let version = version ?? "v2"
        do {
            var writer = try CatalogWriter(path: home.catalog(of: provider, version: version))
            try writer.add(Provider(name: provider, version: version))
            try writer.add(Self.contents(of: provider, version))
            try writer.finish()
        } catch {
            throw QueryError(.invalidValue, "\(error)")
        }
        guard let file = fopen(home.currentFile(of: provider), "w") else {
            throw QueryError(.invalidValue, "no file")
        }
        fputs(version, file)
        fclose(file)
        return [PublishedProvider(name: provider, versions: [version])]
    }

    func renew(catalog path: String) -> Bool { false }

    private static func contents(of provider: String, _ version: String) -> ServiceContents {
        let resource = Resource(
            provider: provider,
            service: "jobs",
            name: "jobs",
            columns: [Field(name: "id_\(version)", type: .integer)],
            methods: []
        )
        return ServiceContents(
            service: Service(provider: provider, name: "jobs", version: version),
            resources: [resource],
            messages: []
        )
    }
}

/// REGISTRY LIST and REGISTRY PULL.
@Suite struct RegistryStatementTests {
    private func use(
        policy: Session.Policy = Session.Policy(),
        change: (inout Engine.Configuration, TuneQLHome) -> Void = { _, _ in },
        _ body: (Session) async throws -> Void
    ) async throws {
        try await TemporaryDirectory.use { directory in
            let home = TuneQLHome(path: directory)
            var configuration = Engine.Configuration()
            configuration.allowsFiles = true
            configuration.catalogs = [.installed(directory), .embedded]
            configuration.registry = SmallRegistry(home: home)
            change(&configuration, home)
            try await body(try Engine(configuration).makeSession(policy: policy))
        }
    }

    @Test func `LIST names what can be installed`() async throws {
        try await use { (session) async throws in
            let all = try await session.run("REGISTRY LIST")
            #expect(all.columns.map(\.name) == ["provider", "version"])
            #expect(try await all.rows() == [["acme", "v2"], ["other", "v7"]])
            let one = try await session.run("REGISTRY LIST Acme")
            #expect(one.columns.map(\.name) == ["provider", "versions"])
            #expect(try await one.rows() == [["acme", "v2, v1"]])
            #expect(try await session.rows("REGISTRY LIST acme v1") == [["acme", "v1"]])
            let unknown = await session.error("REGISTRY LIST acne")
            #expect(unknown?.message == "the registry has no provider 'acne'")
            #expect(unknown?.help == "did you mean acme?")
            #expect(
                await session.error("REGISTRY LIST acme v3")?.message
                    == "the registry has no version 'v3' of acme"
            )
        }
    }

    @Test func `tables are there after a PULL in the same session`() async throws {
        try await use { (session) async throws in
            #expect(await session.error("DESCRIBE acme.jobs.jobs")?.code == .unknownName)
            let result = try await session.run("REGISTRY PULL acme v1")
            #expect(result.message == "acme provider, version 'v1' successfully installed")
            #expect(try await session.rows("DESCRIBE acme.jobs.jobs").first?[0] == "id_v1")
            _ = try await session.run("REGISTRY PULL acme")
            #expect(try await session.rows("DESCRIBE acme.jobs.jobs").first?[0] == "id_v2")
            #expect(
                try await session.rows("SHOW PROVIDERS").map { $0[0] } == ["acme", "google"]
            )
        }
    }

    @Test func `a session that may not write installs nothing`() async throws {
        var readOnly = Session.Policy()
        readOnly.isReadOnly = true
        try await use(policy: readOnly) { (session) async throws in
            let error = await session.error("REGISTRY PULL acme")
            #expect(error?.code == .forbidden)
            #expect(
                error?.message == "REGISTRY PULL installs a provider, and the session is read-only"
            )
            #expect(try await session.rows("REGISTRY LIST").count == 2)
        }
        let withoutFiles = { (configuration: inout Engine.Configuration, _: TuneQLHome) in
            configuration.allowsFiles = false
        }
        try await use(change: withoutFiles) { (session) async throws in
            let error = await session.error("REGISTRY PULL acme")
            #expect(error?.message == "REGISTRY PULL is not allowed to write files here")
        }
        var dry = Session.Policy()
        dry.isDryRun = true
        try await use(policy: dry) { (session) async throws in
            let message = try await session.run("REGISTRY PULL acme v1").message
            #expect(message == "dry run: acme v1 was not installed")
            #expect(await session.error("DESCRIBE acme.jobs.jobs")?.code == .unknownName)
        }
        try await use { (session) async throws in
            _ = try await session.run("BEGIN")
            #expect(
                await session.error("REGISTRY PULL acme")?.message
                    == "REGISTRY PULL cannot be part of a transaction"
            )
        }
    }

    @Test func `an engine without a registry says so`() async throws {
        try await use(change: { configuration, _ in configuration.registry = nil }) {
            (session) async throws in
            #expect(try await session.rows("REGISTRY LIST").map { $0[0] } == ["google"])
            let error = await session.error("REGISTRY PULL acme v1")
            #expect(error?.message == "there is no registry to install acme from")
            #expect(error?.help == "install it beforehand: tuneql registry pull acme v1")
        }
    }

    @Test func `a registry that does not respond fails the statement`() async throws {
        let unreachable = { (configuration: inout Engine.Configuration, home: TuneQLHome) in
            configuration.registry = SmallRegistry(home: home, isReachable: false)
        }
        try await use(change: unreachable) { (session) async throws in
            #expect(await session.error("REGISTRY LIST")?.code == .transport)
        }
    }
}
