import Testing
import TuneQLAnalysis
import TuneQLSyntax

@Suite struct ParameterConditionTests {
    @Test(
        arguments: [
            ("SELECT 1 FROM %t WHERE %w", []),
            ("SELECT 1 FROM %t WHERE ⟦projectsId LIKE 'p%'⟧ AND state = 'x'", [["projectsId"]]),
            ("SELECT 1 FROM %t WHERE (⟦projectsId > 'p'⟧ AND 1)", [["projectsId"]]),
            (
                "SELECT 1 FROM %t WHERE ⟦projectsId || locationsId <> upper(projectsId)⟧",
                [["projectsId", "locationsId"]]
            ),
            ("SELECT 1 FROM %t WHERE projectsId > random()", []),
            ("SELECT 1 FROM %t WHERE projectsId > state", []),
            ("SELECT 1 FROM %t WHERE ⟦projectsId IN (SELECT job FROM notes)⟧", [["projectsId"]]),
            ("SELECT 1 FROM %t WHERE projectsId IN (SELECT name FROM %t)", []),
            ("SELECT 1 FROM notes FULL JOIN %t WHERE projectsId LIKE 'p'", []),
            ("SELECT 1 FROM notes LEFT JOIN %t j ON ⟦j.projectsId LIKE 'p'⟧", [["projectsId"]]),
            ("SELECT 1 FROM notes LEFT JOIN %t j WHERE j.projectsId LIKE 'p'", []),
            ("SELECT 1 FROM (SELECT projectsId AS p FROM %t) WHERE ⟦p LIKE 'p'⟧", [["p"]]),
        ] as [(String, [[String]])]
    )
    func `conditions on parameters alone are found`(text: String, columns: [[String]]) throws {
        let source = filled(text).filter { !"⟦⟧".contains($0) }
        let analysis = try analysis(of: source)
        let found = ParameterConditions(
            in: analysis.statement,
            reading: analysis.uses.map(\.resource),
            viewColumns: []
        ) { $0 == "notes" }.found
        #expect(found.map { $0.columns.compactMap(\.leadingNames.last?.text) } == columns)
        if text.contains("⟦") { #expect(found.first?.term.range == (try unmark(text)).range) }
    }

    @Test(
        arguments: [
            (
                "locationsId = 'a' AND state = 'X' OR 'b' = locationsId AND state = 'Y'",
                [["'a'", "'b'"]]
            ),
            (
                "locationsId IN ('a', 'b') AND state = 'X' OR locationsId = 'c' AND 1",
                [["'a'", "'b'", "'c'"]]
            ),
            ("locationsId = 'a' AND state = 'X' OR state = 'Y'", []),
            ("locationsId = 'a' AND state = 'X' OR locationsId > 'b' AND state = 'Y'", []),
            (
                "locationsId = 'a' AND state = 'X' OR locationsId = :b AND state = 'Y'",
                [["'a'", ":b"]]
            ),
            (
                "(locationsId = 'a' OR locationsId = 'b') AND 1 OR locationsId = 'c' AND state = 'X'",
                [["'a'", "'b'", "'c'"]]
            ),
            ("locationsId = 'a' OR locationsId = 'b'", []),
            (
                "locationsId = 'a' AND tuningJobsId = '1' AND state = 'X' "
                    + "OR locationsId = 'b' AND tuningJobsId = '2' AND state = 'Y'",
                [["'a'", "'b'"], ["'1'", "'2'"]]
            ),
        ] as [(String, [[String]])]
    )
    func `an OR leaves each common parameter a list`(or: String, values: [[String]]) throws {
        let source = filled("SELECT 1 FROM %t WHERE projectsId = 'p' AND (\(or))")
        let analysis = try analysis(of: source)
        let lists = ParameterConditions(
            in: analysis.statement,
            reading: analysis.uses.map(\.resource),
            viewColumns: []
        ) { _ in false }.lists
        #expect(lists.map { $0.values.map { source.text(in: $0.range) } } == values)
    }

    @Test(
        arguments: [
            ("SELECT 'catalog', last_scopes FROM t", false, false),
            ("SELECT 1 FROM catalog.providers", true, false),
            ("SELECT 1 FROM last_scopes", false, true),
            ("SELECT 1 FROM catalog.LAST_SCOPES", true, true),
            ("WITH last_scopes AS (SELECT 1) SELECT * FROM last_scopes", false, false),
            ("SELECT 1 FROM v", true, false),
            ("SHOW VIEWS", false, true),
        ] as [(String, Bool, Bool)]
    )
    func `the engine's own tables are found by their names`(
        text: String,
        catalog: Bool,
        scopes: Bool
    ) throws {
        let tables = OwnTables(
            of: try analysis(of: text).statement,
            sql: "SELECT 1 FROM last_scopes"
        ) { name in
            guard name == "v" else { return nil }
            let view = try? analysis(of: "SELECT name FROM catalog.services").statement
            guard case .select(let query) = view?.kind else { return nil }
            return query
        }
        #expect(tables.readsCatalog == catalog)
        #expect(tables.readsLastScopes == scopes)
    }
}
