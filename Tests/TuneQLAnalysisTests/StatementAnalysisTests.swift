import Testing
import TuneQLAnalysis
import TuneQLCatalog
import TuneQLSyntax

@Suite struct StatementAnalysisTests {
    private static let local = FixedSchema(tables: [
        "notes": Relation(columns: [
            RelationColumn(name: "job", type: .text),
            RelationColumn(name: "seen", type: .timestamp),
        ])
    ])

    // MARK: Uses

    @Test(
        arguments: [
            ("SELECT name FROM %t", ["google.aiplatform.tuning_jobs"]),
            ("SELECT 1 FROM aiplatform.tuning_jobs", ["google.aiplatform.tuning_jobs"]),
            ("WITH x AS (SELECT * FROM %t) SELECT * FROM x", ["google.aiplatform.tuning_jobs"]),
            (
                "SELECT (SELECT name FROM %t LIMIT 0)",
                ["google.aiplatform.tuning_jobs without rows"]
            ),
            ("SELECT name FROM %t WHERE false", ["google.aiplatform.tuning_jobs without rows"]),
            ("SELECT job FROM notes, main.notes AS n", []),
            ("INSERT INTO %t (displayName) VALUES ('a')", []),
        ] as [(String, [String])]
    )
    func `the resources of a statement are found`(text: String, tables: [String]) throws {
        let analysis = try analysis(of: text, provider: "google", schema: Self.local)
        #expect(analysis.uses.map(\.tableName) == tables)
        #expect(analysis.nameErrors == [])
    }

    // MARK: Errors

    @Test(
        arguments: [
            ("SELECT 1 FROM google.aiplatform.⟦tuning_job⟧ WHERE %w", "did you mean tuning_jobs?"),
            ("SELECT 1 FROM ⟦gogle⟧.aiplatform.tuning_jobs", "did you mean google?"),
            (
                "SELECT 1 FROM ⟦aiplatform.tuning_jobs⟧",
                "write provider.service.resource, or USE a provider first"
            ),
            ("SELECT ⟦nme⟧ FROM %t WHERE %w", "did you mean name?"),
            (
                "SELECT 1 FROM (SELECT name AS x FROM %t WHERE %w) WHERE ⟦naem⟧ = 1",
                "DESCRIBE google.aiplatform.tuning_jobs lists its columns"
            ),
            ("SELECT ⟦jop⟧ FROM notes", "did you mean job?"),
            (
                "SELECT ⟦\"a text\"⟧ FROM %t WHERE %w",
                "DESCRIBE google.aiplatform.tuning_jobs lists its columns"
            ),
            ("SELECT ⟦j.nme⟧ FROM %t AS j WHERE %w", "did you mean name?"),
            ("SELECT ⟦k.name⟧ FROM %t AS j WHERE %w", "did you mean name?"),
            ("SELECT tunedModel.⟦modl⟧ FROM %t WHERE %w", "did you mean model?"),
            (
                "SELECT 1 FROM %t WHERE %w AND createTime > ⟦'soon'⟧",
                "write '2026-05-31', '2026-05-31 20:30', '2026-05-31T20:30:00Z', "
                    + "'2026-05-31T22:30:00.5+02:00' or datetime('now', '-1 day')"
            ),
            (
                "SELECT 1 FROM %t ⟦WHERE projectsId = 'p'⟧",
                "add  AND locationsId = '…'   (list needs projectsId, locationsId; get also tuningJobsId)"
            ),
            (
                "SELECT 1 FROM %t WHERE %w AND ⟦filter⟧ LIKE 'x%'",
                "filter = '…' sends one; other conditions are for columns, which DESCRIBE "
                    + "google.aiplatform.tuning_jobs lists"
            ),
        ] as [(String, String?)]
    )
    func `a mistake is found with its place and help`(text: String, help: String?) throws {
        let (text, range) = try unmark(text)
        let errors = try analysis(of: text, schema: Self.local).errors
        #expect(errors.map(\.range) == [range])
        #expect(errors.first?.help == help)
    }

    @Test(
        arguments: [
            "SELECT name AS n FROM %t WHERE %w ORDER BY n",
            "SELECT p FROM (SELECT projectsId AS p, locationsId FROM %t) WHERE p = 'p' AND locationsId IN ('l')",
            "WITH t(a, b) AS (SELECT projectsId, locationsId FROM %t) SELECT * FROM t WHERE a = 'p' AND b = 'l'",
            "SELECT rowid, j._rowid_ FROM %t AS j WHERE name = 'projects/p/locations/l/tuningJobs/1'",
            "SELECT anything FROM elsewhere",
            "SELECT x.job FROM notes AS x WHERE EXISTS (SELECT 1 FROM %t WHERE %w AND name = x.job)",
            "UPDATE notes SET job = 'x' WHERE seen < '2026-01-01'",
            "SELECT tunedModel.model, labels.team FROM %t WHERE %w",
            "SELECT j.name FROM notes JOIN %t AS j ON j.name = job AND (projectsId, locationsId) = ('p', 'l')",
        ]
    )
    func `what is right, or not known, is no mistake`(text: String) throws {
        #expect(try analysis(of: text, schema: Self.local).errors == [])
    }

    @Test func `all mistakes are found, in the order of the text`() throws {
        let analysis = try analysis(
            of: "SELECT nme, stat FROM %t WHERE %w AND createTime = 'soon' AND endTime = 1"
        )
        #expect(
            analysis.errors.map(\.message) == [
                "no such column: nme", "no such column: stat", "'soon' is not a time",
                "a time is compared with a number",
            ]
        )
    }

    @Test func `comparisons that are never true are warned of`() throws {
        let analysis = try analysis(of: "SELECT 1 FROM %t WHERE %w AND state = 'succeeded'")
        #expect(analysis.warnings.map(\.message) == ["state is never 'succeeded'"])
        #expect(analysis.warnings.first?.help == "did you mean JOB_STATE_SUCCEEDED?")
        #expect(analysis.errors == [])
    }

    // MARK: Columns

    @Test func `the columns of the rows have names and types`() throws {
        let columns = try analysis(
            of: """
                WITH jobs AS (SELECT name, createTime AS made, labels FROM %t WHERE %w)
                SELECT made, labels, count(*) AS n, 'x' || name, seen FROM jobs, notes
                """,
            schema: Self.local
        ).columns
        #expect(columns.map(\.name) == ["made", "labels", "n", "", "seen"])
        #expect(columns.map(\.type.isTime) == [true, false, false, false, true])
        #expect(columns.map(\.type.isJSON) == [false, true, false, false, false])
        #expect(columns.map(\.type.isNumber) == [false, false, true, false, false])
    }

    @Test func `a star shows the columns of a resource, and not its parameters`() throws {
        let analysis = try analysis(of: "SELECT * FROM %t")
        #expect(analysis.columns.map(\.name) == analysis.uses.first?.resource.columns.map(\.name))
        #expect(analysis.columns.contains { $0.name == "projectsId" } == false)
    }

    // MARK: Positions

    @Test(
        arguments: [
            ("SELECT ⟦⟧ FROM %t AS j, notes", ["j", "notes"], [0, 0]),
            ("SELECT 1 FROM %t AS j WHERE ⟦⟧1", ["j"], [0]),
            ("SELECT 1 FROM %t WHERE %w ORDER BY ⟦⟧1", ["tuning_jobs"], [0]),
            ("SELECT (SELECT ⟦⟧1 FROM notes n) FROM %t j", ["n", "j"], [0, 1]),
            ("SELECT 1 FROM %t j, (SELECT ⟦⟧1 FROM notes n) x", ["n"], [0]),
            ("WITH c AS (SELECT job FROM notes) SELECT ⟦⟧1 FROM c", ["c"], [0]),
            ("UPDATE notes SET job = ⟦⟧1", ["notes"], [0]),
        ] as [(String, [String], [Int])]
    )
    func `the tables at a position are those in scope`(
        text: String,
        names: [String],
        depths: [Int]
    ) throws {
        let parts = text.split(separator: "⟦⟧", omittingEmptySubsequences: false)
        let offset = filled(String(parts[0])).utf8.count
        // Nothing is no expression: a completer writes something where the cursor is.
        let source = parts[1].hasPrefix(" ") ? "\(parts[0])1\(parts[1])" : parts.joined()
        let relations = try analysis(of: source, schema: Self.local).relations(at: offset)
        #expect(relations.map { $0.qualifier ?? "" } == names)
        #expect(relations.map(\.depth) == depths)
    }

    @Test func `a resource in scope tells what it lacks`() throws {
        let analysis = try analysis(of: "SELECT 1 FROM %t AS j WHERE projectsId = 'p'")
        let relation = try #require(analysis.relations(at: 7).first)
        let use = try #require(relation.use)
        #expect(analysis.missingParameters(of: use) == ["locationsId"])
        #expect(relation.columns.filter(\.isHidden).map(\.name).contains("locationsId"))
        #expect(relation.columns.contains { $0.name == "tunedModel" && $0.type.isJSON })
    }

    @Test func `a catalog that no name asks for is not opened`() throws {
        var reader = StatementReader("SELECT 1 + 1 AS two FROM t")
        let statement = try #require(try reader.next())
        let names = ResourceNames(
            catalogs: Catalogs { () throws(CatalogError) in throw .damaged("it was opened") }
        )
        let analysis = StatementAnalysis(of: statement, in: "SELECT 1 + 1 AS two", names: names)
        #expect(analysis.errors == [])
        #expect(analysis.columns.map(\.name) == ["two"])
    }
}
