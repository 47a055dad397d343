import Testing

/// The examples in the tables of functions.
struct FunctionExampleTests {
    private static let page = Page.text("docs/sql.md")

    @Test func `every example answers what the table says`() throws {
        #expect(try FunctionTable(page: Self.page).wrongExamples() == [:])
    }

    @Test func `every function that we add has an example which shows it`() throws {
        let functions = try FunctionTable.registeredFunctions()
        #expect(functions.isSuperset(of: ["split_part", "regexp", "readfile", "csv_rows"]))
        #expect(FunctionTable(page: Self.page).undocumented(of: functions) == [])
    }

    @Test func `an example of a function that there is not is found`() throws {
        let examples = FunctionTable(page: Self.page).examples
        let functions = try FunctionTable.registeredFunctions()
        #expect(Set(examples.map(\.function)).subtracting(functions) == [])
    }

    @Test(
        arguments: [
            ("| `3 of support` |", "| `3 of suport` |", "regexp_replace"),
            ("format_bytes(1572864)", "format_bytes(1572865, 2)", "format_bytes"),
            ("`split_part('projects/p/", "`split_prt('projects/p/", "split_part"),
        ]
    )
    func `a wrong example is found`(_ text: String, _ wrong: String, _ function: String) throws {
        let lines = Self.page.split(separator: "\n").filter { $0.contains(text) }
        let line = try #require(lines.first)
        let parts = line.split(separator: text, maxSplits: 1, omittingEmptySubsequences: false)
        let table = FunctionTable(page: parts.joined(separator: wrong))
        #expect(try table.wrongExamples().keys.map(\.function) == [function])
    }

    @Test func `a function without an example is found`() {
        let page = """
            | `first(x)` | the first | `first(1)` | `1` |
            | `second(x)` | no example |
            | `third(x)` | an example of another | `first(3)` | `3` |
            """
        let table = FunctionTable(page: page)
        #expect(
            table.undocumented(of: ["first", "second", "third", "fourth"]) == [
                "second", "third", "fourth",
            ]
        )
    }
}
