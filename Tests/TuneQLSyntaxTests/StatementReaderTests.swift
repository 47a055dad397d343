import Testing
import TuneQLSyntax

struct StatementReaderTests {
    @Test func `statements come one by one without the empty ones`() throws {
        let text = ";; SELECT 1; -- one\n;\n SELECT 2 ;; SELECT 3"
        var reader = StatementReader(text)
        var found: [String] = []
        while let statement = try reader.next() { found.append(slice(text, statement.range)) }
        #expect(found == ["SELECT 1", "SELECT 2", "SELECT 3"])
        #expect(try reader.next() == nil)
    }

    @Test(arguments: ["", " \n", ";", " ; ;", "-- a", "/* a */ # b"])
    func `a text can have no statement at all`(text: String) throws {
        var reader = StatementReader(text)
        #expect(try reader.next() == nil)
    }

    @Test func `what comes before a mistake is read, and what comes behind it`() throws {
        let text = "SELECT 1; SELECT FROM t; SELECT ^ 2; SELECT 3; SELECT 'x"
        var reader = StatementReader(text)
        #expect(slice(text, try #require(try reader.next()).range) == "SELECT 1")
        #expect(throws: SyntaxError.self) { try reader.next() }
        #expect(throws: SyntaxError.self) { try reader.next() }
        #expect(slice(text, try #require(try reader.next()).range) == "SELECT 3")
        #expect(throws: SyntaxError.self) { try reader.next() }
        #expect(try reader.next() == nil)
    }

    @Test func `hints and variables belong to their statement`() throws {
        let text = "SELECT /*+ AWAIT, showResults(5) */ ?, :a WHERE @b = ? -- ?"
        let statement = try statement(text)
        #expect(statement.hints.map(\.name) == ["AWAIT", "SHOWRESULTS"])
        #expect(statement.hints.map { slice(text, $0.range) } == ["AWAIT", "showResults"])
        #expect(statement.variables.map(\.name) == ["?", ":a", "@b", "?"])
        #expect(statement.variables.allSatisfy { slice(text, $0.range) == $0.name })
    }

    @Test(
        arguments: [
            ("", .complete),
            ("-- a", .complete),
            ("SELECT 1;", .complete),
            ("SELECT 1; -- a", .complete),
            ("SELECT FROM;", .complete),
            ("SELECT ^;", .complete),
            ("SELECT 1", .open(.statement)),
            ("SELECT 1; SELECT", .open(.statement)),
            ("SELECT ^", .open(.statement)),
            ("SELECT (1", .open(.parenthesis)),
            ("SELECT (1)", .open(.statement)),
            ("SELECT ')' (", .open(.parenthesis)),
            ("SELECT 'a", .open(.string)),
            ("SELECT 'a;", .open(.string)),
            ("SELECT ^ 'a;", .open(.string)),
            ("SELECT \"a", .open(.name("\""))),
            ("SELECT `a", .open(.name("`"))),
            ("SELECT [a", .open(.name("["))),
            ("SELECT /* a", .open(.comment)),
            ("SELECT 1; /* a;", .open(.comment)),
            ("SELECT 1 -- a;", .open(.statement)),
            ("CREATE TRIGGER x AFTER INSERT ON t BEGIN SELECT 1;", .open(.statement)),
            ("CREATE TRIGGER x AFTER INSERT ON t BEGIN SELECT 1; END", .open(.statement)),
            ("CREATE TRIGGER x AFTER INSERT ON t BEGIN SELECT 1; END;", .complete),
        ] as [(String, Completeness)]
    )
    func `an unfinished text says what is open`(text: String, completeness: Completeness) {
        #expect(StatementReader.completeness(of: text) == completeness)
        #expect(StatementReader.isComplete(text) == (completeness == .complete))
    }
}
