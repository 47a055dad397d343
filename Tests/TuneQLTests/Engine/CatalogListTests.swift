import Glibc
import ProgramSupport
import Testing
import TuneQL
import TuneQLCatalog

/// Engines with several catalogs.
@Suite struct CatalogListTests {
    private static func contents(
        _ provider: String,
        _ service: String,
        _ resources: [String],
        problems: [CatalogProblem] = []
    ) -> ServiceContents {
        ServiceContents(
            service: Service(provider: provider, name: service, version: "1"),
            resources: resources.map {
                Resource(
                    provider: provider,
                    service: service,
                    name: $0,
                    columns: [Field(name: "id", type: .integer)],
                    methods: [
                        Method(
                            name: "list",
                            verb: .select,
                            httpMethod: "GET",
                            path: "/v1/{id}",
                            host: HostRule(otherwise: "https://x.test", fallback: "https://x.test"),
                            parameters: [Parameter(name: "id", location: .path, isRequired: true)]
                        )
                    ]
                )
            },
            messages: [],
            problems: problems
        )
    }

    private static func write(
        _ provider: String,
        _ services: ServiceContents...,
        to path: String
    ) throws {
        var writer = try CatalogWriter(path: path)
        try writer.add(Provider(name: provider, version: "v9"))
        for service in services { try writer.add(service) }
        try writer.finish()
    }

    private static func session(
        _ sources: Engine.Configuration.CatalogSource...
    ) throws -> Session {
        var configuration = Engine.Configuration()
        configuration.catalogs = sources
        return try Engine(configuration).makeSession()
    }

    @Test func `a service comes from the first catalog that has it`() async throws {
        try await TemporaryDirectory.use { directory in
            let path = "\(directory)/own.catalog"
            try Self.write(
                "google",
                Self.contents("google", "storage", ["buckets"]),
                Self.contents("google", "aiplatform", ["models"]),
                to: path
            )
            let session = try Self.session(.file(path), .embedded)
            #expect(
                try await session.rows("SHOW SERVICES IN google").map { $0[1] }
                    == ["aiplatform", "storage"]
            )
            #expect(
                try await session.rows("SHOW RESOURCES IN google.aiplatform").map { $0[0] }
                    == ["models"]
            )
            #expect(
                await session.error("DESCRIBE google.aiplatform.tuning_jobs")?.message
                    == "tuning_jobs is not a resource of google.aiplatform"
            )
            let reversed = try Self.session(.embedded, .file(path))
            #expect(
                try await reversed.rows("SHOW RESOURCES IN google.aiplatform").map { $0[0] }
                    .count == 111
            )
        }
    }

    @Test func `no catalog is opened before a statement needs it`() async throws {
        let session = try Self.session(.file("/nowhere/x.catalog"), .installed("/nowhere"))
        #expect(try await session.rows("SELECT 1") == [[1]])
        #expect(
            await session.error("SHOW PROVIDERS")?.message
                == "the catalog /nowhere/x.catalog cannot be read: unable to open database file"
        )
    }

    @Test func `what was left out is told with its reason`() async throws {
        try await TemporaryDirectory.use { directory in
            func problem(_ resource: String?, _ method: String?) -> CatalogProblem {
                CatalogProblem(
                    provider: "acme",
                    service: "jobs",
                    resource: resource,
                    method: method,
                    document: "acme/jobs.yaml",
                    line: 12,
                    reason: "its response is XML"
                )
            }
            let path = "\(directory)/acme.catalog"
            let problems = [problem("nodes", nil), problem("jobs", "stop")]
            try Self.write(
                "acme",
                Self.contents("acme", "jobs", ["jobs"], problems: problems),
                to: path
            )
            let session = try Self.session(.file(path))
            for sql in ["SELECT * FROM acme.jobs.nodes", "DESCRIBE acme.jobs.nodes"] {
                let error = await session.error(sql)
                #expect(
                    error?.message == "nodes was left out of the catalog: its response is XML"
                )
                #expect(
                    error?.help
                        == "SELECT * FROM catalog.problems lists everything that was left out"
                )
            }
            #expect(
                await session.error("EXEC acme.jobs.jobs.stop")?.message
                    == "stop was left out of the catalog: its response is XML"
            )
            for sql in ["INSERT INTO acme.jobs.jobs (id) VALUES (1)", "DELETE FROM acme.jobs.jobs"]
            {
                let error = await session.error(sql)
                #expect(error?.message.hasPrefix("acme.jobs.jobs does not support") == true)
                #expect(
                    error?.help?.hasPrefix(
                        "its method stop was left out of the catalog: its response is XML; "
                    ) == true
                )
            }
            let rows = try await session.rows(
                "SELECT * FROM catalog.problems WHERE service = 'JOBS'"
            )
            #expect(
                rows.first == [
                    "acme", "jobs", "nodes", .null, "acme/jobs.yaml", 12, "its response is XML",
                    1,
                ]
            )
            #expect(rows.count == 2)
        }
    }

    @Test func `a table that no method reads says so`() async throws {
        try await TemporaryDirectory.use { directory in
            let path = "\(directory)/acme.catalog"
            var contents = Self.contents("acme", "jobs", ["jobs"])
            contents.resources[0].methods[0].verb = .exec
            try Self.write("acme", contents, to: path)
            let error = try await Self.session(.file(path)).error("SELECT id FROM acme.jobs.jobs")
            #expect(error?.message == "acme.jobs.jobs does not support SELECT")
            #expect(error?.help == "SHOW METHODS IN acme.jobs.jobs lists its methods")
        }
    }

    @Test func `installed catalogs are used, and a damaged one is in nobody's way`() async throws {
        try await TemporaryDirectory.use { directory in
            let home = TuneQLHome(path: directory)
            for (provider, version) in [("acme", "v1"), ("acme", "v2"), ("broken", "v1")] {
                try Self.write(
                    provider,
                    Self.contents(provider, "jobs", ["jobs_\(version)"]),
                    to: home.catalog(of: provider, version: version)
                )
            }
            for (path, text) in [
                (home.currentFile(of: "acme"), "v2\n"), (home.currentFile(of: "broken"), "v1"),
                (home.catalog(of: "broken", version: "v1"), "cut"),
            ] {
                let file = try #require(fopen(path, "w"))
                fputs(text, file)
                fclose(file)
            }
            let session = try Self.session(.installed(directory), .embedded)
            #expect(
                try await session.rows("SHOW PROVIDERS").map { $0[0] } == ["acme", "google"]
            )
            #expect(
                try await session.rows("SHOW RESOURCES IN acme.jobs").map { $0[0] } == ["jobs_v2"]
            )
            #expect(
                try await session.rows("SELECT provider FROM catalog.problems") == [["broken"]]
            )
            let error = await session.error("SELECT * FROM broken.jobs.jobs WHERE id = 1")
            #expect(error?.message.contains("/catalogs/broken/v1.catalog") == true)
            #expect(
                error?.help == "install the provider broken anew, or remove the file"
            )
        }
    }

    @Test func `what SHOW and DESCRIBE say is in the tables of the catalog`() async throws {
        let session = try Self.session(.embedded)
        let columns = try await session.rows(
            """
            SELECT name, source FROM catalog.columns
            WHERE resource = 'tuning_jobs' AND name IN ('name', 'state')
            """
        )
        #expect(columns == [["name", "row"], ["state", "row"]])
        let fields = try await session.rows(
            "SELECT count(*) > 10 FROM catalog.fields WHERE message = 'TuningJob'"
        )
        #expect(fields == [[1]])
        #expect(
            try await session.rows(
                "SELECT count(*) FROM catalog.fields WHERE message = 'tuningjob' COLLATE NOCASE"
            ) == session.rows("SELECT count(*) FROM catalog.fields WHERE message = 'TuningJob'")
        )
        #expect(
            try await session.rows(
                """
                SELECT r.name, count(*) FROM catalog.resources r JOIN catalog.methods m
                    ON m.provider = r.provider AND m.service = r.service AND m.resource = r.name
                GROUP BY 1 ORDER BY 1
                """
            ).count == 111
        )
        #expect(
            try await session.rows(
                """
                SELECT name FROM catalog.resources
                WHERE service = 'aiplatform' AND name = 'locations' OR name IN ('tuning_jobs', 'x')
                    OR name = 'TUNING_JOBS' ORDER BY name
                """
            ) == [["locations"], ["tuning_jobs"]]
        )
        #expect(
            try await session.rows("SELECT id, title <> '' FROM catalog.resources ORDER BY 1").count
                == 111
        )
    }
}
