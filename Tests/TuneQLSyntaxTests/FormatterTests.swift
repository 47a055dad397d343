import Testing
import TuneQLSyntax

struct FormatterTests {
    private func formatted(_ text: String) -> String { SQLFormatter.formatted(text).text }

    @Test(
        arguments: [
            ("select a,b from t where x=1;", "SELECT a, b FROM t WHERE x = 1;\n"),
            ("select a\nfrom t;", "SELECT a\nFROM t;\n"),
            ("select\n1", "SELECT 1\n"),
            // Names are not touched, whatever they look like.
            ("select key, first as last from method;", "SELECT key, first AS last FROM method;\n"),
            ("select t.select, \"from\" from t", "SELECT t.select, \"from\" FROM t\n"),
            ("create table t (key text, temp real)", "CREATE TABLE t (key text, temp real)\n"),
            // A column is named by its text.
            ("select a+b, a+b as c from t", "SELECT a+b, a + b AS c FROM t\n"),
            ("select count( * ), null from t", "SELECT count( * ), null FROM t\n"),
            // Signs stay with their operands.
            ("select 1 from t limit -1", "SELECT 1 FROM t LIMIT -1\n"),
            ("select 1 where a=-1 or b = - - 2", "SELECT 1 WHERE a = -1 OR b = - -2\n"),
            ("select 1 where a-1=2 and (b)-1>0", "SELECT 1 WHERE a - 1 = 2 AND (b) - 1 > 0\n"),
            // Steps into values have to follow directly.
            ("select 1 where x[0]['a'] = [z]", "SELECT 1 WHERE x[0]['a'] = [z]\n"),
            ("select cast ( a as text ) as b", "SELECT CAST(a AS text) AS b\n"),
            ("exec a.b.c.d @x='1',@@json='{}'", "EXEC a.b.c.d @x = '1', @@json = '{}'\n"),
            // Blanks have a meaning here.
            ("set  x =  on", "SET  x =  on\n"),
            ("registry list google v1.2-rc1", "REGISTRY list google v1.2-rc1\n"),
            // Comments stay where they are.
            ("-- a\n\n\n\nselect 1; -- b\n-- c\n", "-- a\n\nSELECT 1; -- b\n-- c\n"),
            ("select 1 -- a\n, 2;", "SELECT\n    1 -- a\n    ,\n    2;\n"),
            (
                "/*+ create */ insert into a.b.c(d) values(1)",
                "/*+ create */ INSERT INTO a.b.c(d) VALUES (1)\n"
            ),
            ("select /*+ AWAIT */ 1 /* x */ from t", "SELECT /*+ AWAIT */ 1 /* x */ FROM t\n"),
            // Templates are not taken apart.
            (
                "select {{ x|f('a,b') }} as y,'{{ a | d('q') }}' as z",
                "SELECT {{ x|f('a,b') }} AS y, '{{ a | d('q') }}' AS z\n"
            ),
            (
                "select 1 where a=1 {% if b %} and b=2 {% endif %}",
                "SELECT 1 WHERE a = 1 {% if b %} AND b = 2 {% endif %}\n"
            ),
            (
                "<<<json\n{ 'a' : 1 }\n>>>\nselect '{{ a }}' as a",
                "<<<json\n{ 'a' : 1 }\n>>>\nSELECT '{{ a }}' AS a\n"
            ),
            // Lines that read files are no statements.
            (
                ".read a b.iql\nselect 1;\n  \\i 'c;d'\nselect a\n.read\nfrom t",
                ".read a b.iql\nSELECT 1;\n\\i 'c;d'\nSELECT a.read\nFROM t\n"
            ),
            // What is no statement stays.
            ("selec  1 ;\nselect  2;", "selec  1 ;\nSELECT 2;\n"),
            ("select 'a;\n", "select 'a;\n"),
            ("", ""), ("\n\n", ""), (";", ";\n"),
        ] as [(String, String)]
    )
    func `a text is formatted`(_ text: String, _ expected: String) {
        #expect(formatted(text) == expected)
        #expect(formatted(expected) == expected)
    }

    @Test func `long statements have a line for each clause, and long clauses for each part`() {
        let text = """
            with named as (select tunedModelDisplayName as name, state from google.aiplatform.tuning_jobs) \
            select n.name, case when state = 'JOB_STATE_SUCCEEDED' then 'it went well' when state = 'JOB_STATE_FAILED' then 'it did not go well' else state end as outcome \
            from named n left join another_table_with_a_long_name o on o.name = n.name and o.kind in ('one', 'two', 'three', 'four') \
            where n.name like 'a%' and (n.state between 'a' and 'b' or n.state is not null) and exists (select 1 from other) \
            group by n.name, n.state order by n.name desc nulls last limit 10 offset 5;
            """
        #expect(
            formatted(text) == """
                WITH named AS (SELECT tunedModelDisplayName AS name, state FROM google.aiplatform.tuning_jobs)
                SELECT
                    n.name,
                    CASE
                        WHEN state = 'JOB_STATE_SUCCEEDED' THEN 'it went well'
                        WHEN state = 'JOB_STATE_FAILED' THEN 'it did not go well'
                        ELSE state
                    END AS outcome
                FROM named n
                LEFT JOIN another_table_with_a_long_name o
                    ON o.name = n.name
                        AND o.kind IN ('one', 'two', 'three', 'four')
                WHERE n.name LIKE 'a%'
                    AND (n.state BETWEEN 'a' AND 'b' OR n.state IS NOT NULL)
                    AND EXISTS (SELECT 1 FROM other)
                GROUP BY n.name, n.state
                ORDER BY n.name DESC NULLS LAST
                LIMIT 10 OFFSET 5;

                """
        )
    }

    @Test func `what cannot be parsed is told`() {
        let outcome = SQLFormatter.formatted("select 1; selec 2; select 3 from;")
        #expect(outcome.mistakes.count == 2)
        #expect(outcome.text == "SELECT 1;\nselec 2;\nselect 3 from;\n")
    }

    @Test func `words that only SQLite reads are not taken for a CASE`() {
        let cases = String(repeating: "case ", count: 100)
        #expect(formatted("create table t (a check (\(cases)))").hasPrefix("CREATE TABLE t"))
        #expect(formatted("create table t \(cases)").hasPrefix("CREATE TABLE t"))
    }

    @Test func `deep nesting is left alone`() {
        let open = String(repeating: "(", count: 5000)
        let close = String(repeating: ")", count: 5000)
        let text = "create table t (a check \(open)1\(close))\n"
        #expect(formatted(text) == text)
    }
}
