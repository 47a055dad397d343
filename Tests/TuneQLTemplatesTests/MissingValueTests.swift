import Testing
import TuneQLSyntax
import TuneQLTemplates

/// Values of an INSERT that are not given are NULL.
struct MissingValueTests {
    private let values: [String: TemplateValue] = ["a": .string("it's"), "none": .null]

    @Test(
        arguments: [
            (
                "INSERT INTO t (a, b) SELECT '{{ a }}', '{{ b }}';",
                "INSERT INTO t (a, b) SELECT 'it''s', NULL;"
            ),
            (
                "INSERT INTO t (a, b)\nSELECT\n'{{ b }}',\n'{{ none }}'\n;",
                "INSERT INTO t (a, b)\nSELECT\nNULL,\nNULL\n;"
            ),
            (
                "/*+ create */\nINSERT INTO g.a.b (x) SELECT '{{ b.c }}'",
                "/*+ create */\nINSERT INTO g.a.b (x) SELECT NULL"
            ),
            (
                "INSERT INTO t VALUES ('{{ b }}', '{{ a }}'), ('{{ a }}' , '{{ b }}')",
                "INSERT INTO t VALUES (NULL, 'it''s'), ('it''s' , NULL)"
            ),
            (
                "insert into t(a) values('{{b}}') returning a",
                "insert into t(a) values(NULL) returning a"
            ),
            ("INSERT INTO t SELECT '{{ b }}' AS x FROM u", "INSERT INTO t SELECT NULL AS x FROM u"),
            (
                "INSERT INTO t SELECT -- {{ x }}\n'{{ b }}' -- y\n, 1",
                "INSERT INTO t SELECT -- {{ x }}\nNULL -- y\n, 1"
            ),
            ("INSERT INTO t SELECT 1, /* ' */ '{{ b }}'", "INSERT INTO t SELECT 1, /* ' */ NULL"),
            (
                "INSERT INTO t SELECT '{{ b }}' UNION ALL SELECT '{{ b }}'",
                "INSERT INTO t SELECT NULL UNION ALL SELECT NULL"
            ),
            (
                "SELECT 1; INSERT INTO t VALUES ('', '{{ b }}', '''')",
                "SELECT 1; INSERT INTO t VALUES ('', NULL, '''')"
            ),
            (
                "WITH c AS (SELECT 'x') INSERT INTO t SELECT '{{ b }}' FROM c",
                "WITH c AS (SELECT 'x') INSERT INTO t SELECT NULL FROM c"
            ),
            (
                "EXPLAIN INSERT INTO t VALUES ('{{ b | to_json }}')",
                "EXPLAIN INSERT INTO t VALUES (NULL)"
            ),
            ("REPLACE INTO t VALUES ('{{ b | default('x') }}')", "REPLACE INTO t VALUES ('x')"),
            (
                "INSERT INTO t VALUES ({% if 1 %}'{{ b }}'{% endif %})",
                "INSERT INTO t VALUES (NULL)"
            ),
        ] as [(String, String)]
    )
    func `a value of an INSERT that is not given is NULL`(
        _ text: String,
        _ filled: String
    ) throws {
        #expect(try Template.fill(text, values: values) == filled)
    }

    @Test(
        arguments: [
            "SELECT '{{ b }}'", "INSERT INTO t SELECT {{ b }}", "INSERT INTO t SELECT 'x{{ b }}'",
            "INSERT INTO t SELECT '{{ b }}x'", "INSERT INTO t SELECT '{{ b }}''x'",
            "INSERT INTO t SELECT '{{ b }}{{ a }}'", "INSERT INTO t SELECT '{{ a }}{{ b }}'",
            "INSERT INTO t SELECT 1 FROM u WHERE x = '{{ b }}'",
            "INSERT INTO t SELECT '{{ b }}' || 'x'", "INSERT INTO t SELECT 1 || '{{ b }}'",
            "INSERT INTO t SELECT -'{{ b }}'", "INSERT INTO t SELECT json('{{ b }}')",
            "INSERT INTO t (\"{{ b }}\") SELECT 1", "INSERT INTO '{{ b }}' SELECT 1",
            "INSERT INTO t ('{{ b }}') SELECT 1", "INSERT INTO t SELECT \"{{ b }}\"",
            "INSERT INTO t SELECT ('{{ b }}')", "UPDATE t SET a = '{{ b }}'",
            "INSERT INTO t SELECT 1; SELECT '{{ b }}'",
            "INSERT INTO t VALUES (1) RETURNING '{{ b }}'",
            "INSERT INTO t SELECT (SELECT '{{ b }}')", "INSERT INTO t VALUES ('{{ b }}",
            "VALUES ('{{ b }}')",
            "INSERT INTO t VALUES ('{{ b }}'{{ a }})", "DELETE FROM t WHERE a = '{{ b }}'",
        ])
    func `elsewhere a value that is not given is an error`(_ text: String) {
        let error = #expect(throws: SyntaxError.self) { try Template.fill(text, values: values) }
        #expect(error?.message.contains("has no value") == true, "\(error?.message ?? "")")
    }
}
