import Testing
import TuneQL
import TuneQLSyntax

/// `Session.check`: all mistakes of a text, without a call.
struct CheckTests {
    private static let jobs = World.jobs

    /// The mistakes of a text, each as `code: what is marked: message`.
    private func mistakes(
        _ text: String,
        in world: World? = nil,
        isTemplate: Bool = false
    ) async throws -> [String] {
        let world = try world ?? World()
        let bytes = Array(text.utf8)
        let found =
            isTemplate
            ? await world.session.check([TemplateMask(text, as: .variables)])[0]
            : await world.session.check(text)
        #expect(world.transport.count == 0, "a check makes no request")
        return found.map { found in
            let marked = found.range.map { String(decoding: bytes[$0], as: UTF8.self) } ?? ""
            return "\(found.code): \(marked): \(found.message)"
        }
    }

    @Test(
        arguments: [
            (
                "SELECT nmae FROM \(jobs) WHERE \(World.place)",
                ["unknown-name: nmae: no such column: nmae"]
            ),
            (
                "SELECT name FROM \(jobs) WHERE projectsId = :project",
                [
                    "missing-parameter: WHERE projectsId = :project: "
                        + "tuning_jobs cannot be listed without locationsId"
                ]
            ),
            (
                "SELECT 1 FROM \(jobs) WHERE \(World.place) AND state = 'JOB_STATE_DONE'",
                ["doubtful: 'JOB_STATE_DONE': state is never 'JOB_STATE_DONE'"]
            ),
            (
                """
                INSERT INTO \(jobs) (projectsId, locationsId, baseModel, labels, size)
                VALUES ('p', :location, 'm', '{"a": 1}', 1), ('p', 'l', 'm', 5, 1)
                """,
                [
                    "unknown-name: size: create takes no size",
                    "invalid-value: '{\"a\": 1}': 'labels.a' must be text, not a number",
                    "invalid-value: 5: 'labels' must be an object as JSON text, not a number",
                ]
            ),
            (
                "EXEC \(jobs).cancel @projectsId = 'p', @locationsId = :l, @tuningJobId = '1'",
                [
                    "missing-parameter: \(jobs).cancel: cancel cannot be called without "
                        + "tuningJobsId",
                    "unknown-name: @tuningJobId: cancel takes no tuningJobId",
                ]
            ),
            (
                "EXEC \(jobs).cancl @projectsId = 'p'",
                ["unknown-name: cancl: cancl is not a method of \(jobs)"]
            ),
            (
                "SELECT FROM x; SELCT 1; SELECT 1",
                [
                    "syntax: FROM: expected a column or an expression after SELECT, found FROM",
                    "syntax: SELCT: expected a statement, found SELCT; did you mean SELECT?",
                ]
            ),
            (
                "USE gogle; SET pushdwn = on",
                [
                    "unknown-name: gogle: gogle is not a provider",
                    "unknown-name: pushdwn: there is no setting pushdwn",
                ]
            ),
            ("SELECT lenght(1)", ["unknown-name: lenght: no such function: lenght"]),
            (
                "DESCRIBE google.aiplatform.tuning_jbs",
                [
                    "unknown-name: tuning_jbs: tuning_jbs is not a resource of google.aiplatform"
                ]
            ),
        ] as [(String, [String])]
    )
    func `a mistake is found where it is`(_ text: String, _ expected: [String]) async throws {
        #expect(try await mistakes(text) == expected)
    }

    @Test func `statements see what those before them made`() async throws {
        let found = try await mistakes(
            """
            USE google;
            CREATE TABLE kept AS SELECT name, createTime FROM aiplatform.tuning_jobs
            WHERE \(World.place);
            CREATE VIEW named AS SELECT name AS n, projectsId, locationsId FROM \(World.jobs);
            SELECT n FROM named WHERE \(World.place);
            SELECT nam FROM kept;
            ALTER TABLE kept RENAME TO other;
            SELECT name FROM other;
            DROP TABLE other;
            SELECT name FROM other;
            """
        )
        #expect(
            found == [
                "unknown-name: nam: no such column: nam",
                "unknown-name: other: no such table: other",
            ]
        )
    }

    @Test func `what cannot be known is no mistake`() async throws {
        let found = try await mistakes(
            """
            SELECT a FROM mine;
            CREATE TABLE failed AS SELECT nope FROM \(World.jobs) WHERE \(World.place);
            SELECT whatever FROM failed;
            REGISTRY PULL acme;
            SELECT size FROM acme.tools.hammers WHERE a = 1;
            """
        )
        #expect(
            found == [
                "unknown-name: mine: no such table: mine",
                "unknown-name: nope: no such column: nope",
            ]
        )
    }

    @Test func `placeholders may have any value`() async throws {
        let found = try await mistakes(
            """
            SELECT {{ what }}, '{{ a }}-{{ b }}' AS c FROM \(World.jobs)
            WHERE projectsId = '{{ project }}' AND locationsId = {{ location }}
              AND createTime > '{{ since | default('2026-01-01') }}' LIMIT {{ count }};
            {% for job in jobs %}
            EXEC \(World.jobs).cancel @projectsId = '{{ p }}', @locationsId = {{ l }},
              @tuningJobsId = '{{ job }}';
            {% endfor %}
            SELECT "{{ column }}" FROM \(World.jobs);
            INSERT INTO \(World.jobs) (projectsId, locationsId, baseModel, colour)
            VALUES ('{{ p }}', '{{ l }}', '{{ m }}', '{{ c }}');
            SLEEP {{ milliseconds }};
            SELECT {% if all %} * {% else %} nmae {% endif %} FROM {{ table }};
            """,
            isTemplate: true
        )
        #expect(found == ["unknown-name: colour: create takes no colour"])
    }

    @Test func `a session keeps what it has, and its tables are known`() async throws {
        let world = try World()
        _ = try await world.rows("CREATE TABLE mine (a, b)")
        _ = try await world.rows("CREATE VIEW seen AS SELECT a AS x FROM mine")
        _ = try await world.rows("CREATE TEMP VIEW passing AS SELECT b AS y FROM mine")
        let found = try await mistakes(
            """
            SELECT a, x, y FROM mine, seen, passing; SELECT c FROM mine;
            DROP VIEW seen; DROP TABLE mine; CREATE TABLE fresh (a); SET provider = 'google';
            INSERT INTO fresh VALUES (1);
            """,
            in: world
        )
        #expect(found == ["unknown-name: c: no such column: c"])
        #expect(try await world.rows("SELECT * FROM mine, seen").isEmpty)
        #expect(await world.error("SELECT * FROM fresh")?.code == .unknownName)
        #expect(await world.error("SELECT 1 FROM aiplatform.tuning_jobs")?.code == .unknownName)
    }

    @Test func `rows that take long to compute are not computed`() async throws {
        let found = try await mistakes(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n;
            CREATE TABLE endless AS
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n;
            SELECT i FROM endless;
            """
        )
        #expect(found == [])
    }

    @Test func `a text that is no template has no placeholders`() async throws {
        let found = try await mistakes("SELECT {{ x }}")
        #expect(found == ["syntax: {{ x }}: the placeholder {{ x }} has no value"])
    }

    @Test func `texts that follow one another see what was made`() async throws {
        let world = try World()
        let texts = ["CREATE TABLE a (x);\n.read b.iql\nSELECT y FROM a", "SELECT x FROM a"]
        let found = await world.session.check(texts.map { TemplateMask($0, as: .variables) })
        #expect(found.map { $0.map(\.message) } == [["no such column: y"], []])
    }
}
