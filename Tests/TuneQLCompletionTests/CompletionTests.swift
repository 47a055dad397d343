import Testing
import TuneQLCatalog
import TuneQLCatalogData
import TuneQLCompletion

/// Candidates at `‸`, in statements that are being written.
@Suite struct CompletionTests {
    private static let table = "google.aiplatform.tuning_jobs"

    private func names() -> SessionNames {
        var names = SessionNames(catalogs: Catalogs([Catalog.embedded]))
        names.tables = [.init("teams", columns: ["team", "order", "owner name"])]
        names.functions = ["json_extract", "json_each", "split_part"]
        names.settings = ["cache.ttl": ["off", "60s"], "partial": ["on", "off"], "provider": []]
        names.variables = ["project"]
        names.commands = [
            .init("mode", .words(["box", "csv"])), .init("read", .file),
            .init("describe", .table, aliases: ["d"]),
            .init("quit", .none), .init("watch", .statement),
        ]
        return names
    }

    private func completion(_ marked: String) throws -> Completion {
        let parts = marked.split(separator: "‸", omittingEmptySubsequences: false)
        return try Completer(names()).completion(
            of: parts.joined(),
            at: parts[0].utf8.count
        )
    }

    private func texts(_ marked: String) throws -> [String] {
        try completion(marked).candidates.map(\.text)
    }

    @Test(
        arguments: [
            ("‸", "SELECT"), ("sel‸", "select"), ("SELECT 1; sh‸", "show"),
            ("SELECT name FR‸", "FROM"), ("SELECT * ‸", "FROM"), ("SELECT count(*) f‸", "from"),
            ("SELECT name FROM \(table) wh‸", "where"), ("SELECT 1 WHERE 1 ‸", "AND"),
            ("SELECT 1 ORDER BY 1 D‸", "DESC"), ("SELECT * FROM ‸", "teams"),
            ("SELECT * FROM goo‸", "google"), ("SELECT * FROM google.ai‸", "aiplatform"),
            ("SELECT * FROM google.aiplatform.tuning_j‸", "tuning_jobs"),
            ("SELECT * FROM tuning_j‸", table), ("SELECT * FROM \"goo‸", #""google""#),
            ("SELECT * FROM te‸", "teams"), ("SELECT * FROM teams, te‸", "teams"),
            ("SELECT * FROM teams JOIN goo‸", "google"),
            ("DESCRIBE google.aiplatform.tu‸", "tuning_jobs"),
            ("INSERT INTO goo‸", "google"), ("SHOW ‸", "PROVIDERS"), ("show res‸", "resources in"),
            ("SHOW SERVICES IN ‸", "google"),
            ("SHOW METHODS IN google.aiplatform.tuning_j‸", "tuning_jobs"),
            ("USE ‸", "google"), ("SET ca‸", "cache.ttl"), ("SET cache.t‸", "ttl"),
            ("SET cache.ttl = ‸", "'off'"),
            ("SET cache.ttl = 'o‸", "off'"), ("EXEC google.aiplatform.tuning_jobs.c‸", "cancel"),
            ("EXEC \(table).cancel @‸", "projectsId"), ("EXEC \(table).cancel ‸", "@projectsId"),
            ("EXPLAIN SELECT * FROM goo‸", "google"), ("SELECT json_ex‸", "json_extract("),
            ("SELECT :pr‸", "project"), ("SELECT 'é', na‸ FROM \(table)", "name"),
            (".mo‸", "mode"), (".mode c‸", "csv"),
            (".describe google.aiplatform.tuning_j‸", "tuning_jobs"),
            (#"\watch SELECT * FROM goo‸"#, "google"),
        ] as [(String, String)]
    )
    func `the first candidate`(_ marked: String, _ first: String) throws {
        #expect(try texts(marked).first == first)
    }

    @Test(
        arguments: [
            ("SELECT na‸ FROM \(table)", "name"), ("SELECT j.na‸ FROM \(table) AS j", "name"),
            ("SELECT j.na‸ FROM \(table) j WHERE 1", "name"),
            ("SELECT tuning_jobs.na‸ FROM \(table)", "name"),
            ("SELECT \(table).na‸ FROM \(table)", "name"),
            ("SELECT supervisedTuningSpec.hyp‸ FROM \(table)", "hyperParameters"),
            ("SELECT j.supervisedTuningSpec.hyperParameters.ep‸ FROM \(table) j", "epochCount"),
            ("SELECT * FROM \(table) WHERE sta‸", "state"),
            ("SELECT * FROM \(table) WHERE (sta‸", "state"),
            ("SELECT * FROM \(table) WHERE a IN (1, 2) AND sta‸", "state"),
            ("SELECT * FROM (SELECT sta‸ FROM \(table))", "state"),
            ("SELECT (SELECT max(t) FROM x), sta‸ FROM \(table)", "state"),
            ("SELECT num‸ FROM (SELECT state AS number FROM \(table))", "number"),
            ("SELECT x.num‸ FROM (SELECT state AS number FROM \(table)) x", "number"),
            ("WITH x AS (SELECT 1 AS number) SELECT max(num‸ FROM x", "number"),
            ("WITH a AS (SELECT 1) SELECT sta‸ FROM \(table)", "state"),
            ("SELECT 1 UNION SELECT sta‸ FROM \(table)", "state"),
            ("SELECT ow‸ FROM teams", #""owner name""#), ("SELECT ord‸ FROM teams", #""order""#),
            ("SELECT t.te‸ FROM teams t JOIN \(table) j", "team"),
            ("SELECT t‸ FROM teams x JOIN \(table) j", "team"),
            ("INSERT INTO \(table) (base‸", "baseModel"),
            (
                "INSERT INTO \(table) (projectsId, supervisedTuningSpec.tr‸",
                "trainingDatasetUri"
            ),
            ("SELECT * FROM \(table) WHERE state = '‸", "JOB_STATE_FAILED'"),
            ("SELECT * FROM \(table) WHERE state = 'JOB_STATE_F‸'", "JOB_STATE_FAILED"),
            (
                "SELECT * FROM \(table) j WHERE j.state NOT IN ('JOB_STATE_FAILED', '‸",
                "JOB_STATE_PENDING'"
            ),
            ("SELECT * FROM \(table) WHERE state = ‸", "'JOB_STATE_FAILED'"),
            ("SELECT * FROM \(table) WHERE locationsId = 'glo‸", "global'"),
            ("SELECT * FROM \(table) WHERE locationsId IN ('us‸", "us'"),
        ] as [(String, String)]
    )
    func `a candidate`(_ marked: String, _ candidate: String) throws {
        #expect(try texts(marked).contains(candidate))
    }

    @Test(
        arguments: [
            "SELECT 'sel‸", "SELECT 1 -- sel‸", "SELECT /* sel‸", "SELECT 12‸", "SELECT 1 AS na‸",
            "SELECT zzz‸ FROM \(table)", "USE google ‸", ".quit ‸", "SELECT * FROM nosuch.‸",
        ]
    )
    func `no candidate`(_ marked: String) throws {
        #expect(try texts(marked) == [])
    }

    @Test(
        arguments: [
            ("SELECT * FROM google.aiplatform.jobs‸", "tuning_jobs"),
            ("SELECT * FROM google.aiplatform.tj‸", "tuning_jobs"),
            ("SELECT ct‸ FROM \(table)", "createTime"),
            ("SELECT time‸ FROM \(table)", "createTime"),
            (#"\d google.aiplatform.tuning_j‸"#, "tuning_jobs"),
            ("SHOW RESOURCES IN google.aipl‸", "aiplatform"),
            ("SHOW RESOURCES IN goo‸", "google"),
        ] as [(String, String)]
    )
    func `a name is found by its words`(_ marked: String, _ candidate: String) throws {
        #expect(try texts(marked).contains(candidate))
    }

    @Test func `a service stands alone beside resources of its name`() throws {
        var names = names()
        names.provider = "google"
        let text = "SELECT * FROM aipl"
        let found = try Completer(names).completion(of: text, at: text.utf8.count)
        #expect(found.candidates.map(\.text) == ["aiplatform"])
    }

    @Test func `names of which something must follow say so`() throws {
        let follow = { (marked: String) in
            try completion(marked).candidates.first?.continuation
        }
        #expect(try follow("SELECT * FROM goo‸") == ".")
        #expect(try follow("SELECT * FROM google.aipl‸") == ".")
        #expect(try follow("SHOW RESOURCES IN google.aipl‸") == "")
        #expect(try follow("USE goo‸") == "")
        #expect(try follow("EXEC google.aiplatform.tuning_j‸") == ".")
        #expect(try follow(".mo‸") == " ")
        #expect(try follow(".qu‸") == "")
    }

    @Test func `parameters that are missing come first`() throws {
        let missing = try completion("SELECT name FROM \(Self.table) WHERE ‸").candidates
        #expect(missing.prefix(2).map(\.text) == ["projectsId", "locationsId"])
        #expect(missing.prefix(2).map(\.detail) == ["required", "required"])
        let rest = try texts("SELECT * FROM \(Self.table) WHERE projectsId = 'p' AND ‸")
        #expect(rest.first == "locationsId")
        #expect(
            try texts("EXEC \(Self.table).cancel @projectsId = 'p', @‸").contains("projectsId")
                == false
        )
    }

    @Test func `an open word is replaced, and nothing after the cursor`() throws {
        #expect(try completion("SELECT na‸me FROM teams").range == 7..<9)
        #expect(try completion("SELECT * FROM \"goo‸").range == 14..<18)
        #expect(try completion("SELECT * FROM google.ai‸").range == 21..<23)
    }

    @Test(arguments: [
        "ATTACH 'da‸", "SELECT readfile('da‸", "SELECT * FROM csv_rows('da‸", ".read da‸",
    ])
    func `files`(_ marked: String) throws {
        #expect(try completion(marked).isFile)
    }

    @Test func `the common beginning of several candidates`() throws {
        #expect(
            try completion("SELECT * FROM \(Self.table) WHERE state = '‸").commonBeginning
                == "JOB_STATE_"
        )
        #expect(try completion("zzz‸").commonBeginning == "")
    }
}
