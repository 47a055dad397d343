import ProgramSupport
import Testing

/// The examples in doc comments are parts of tests, so that each is compiled and most are run.
struct SourceExampleTests {
    private static let tests = ProjectFiles.names(in: "Tests/DocumentationTests/Examples")
        .compactMap { ProjectFiles.text("Tests/DocumentationTests/Examples/\($0)") }
        .map { SourceExample.unindented($0.split(separator: "\n").map(String.init)) }

    @Test func `every example is part of a test`() {
        let examples = SourceExample.all
        #expect(examples.count >= 20)
        let others = examples.filter { example in !Self.tests.contains { $0.contains(example.text) }
        }
        #expect(others.map(\.place) == [])
    }

    @Test func `examples are found wherever comments have them`() {
        let comment = """
            /// Makes things.
            ///
            /// ```swift
            /// let one = 1
            ///
            /// if one == 1 {
            ///     print(one)
            /// }
            /// ```
            public func make() {}
                /// ```sql
                /// SELECT 1
                /// ```
                /// ```swift
                /// print(2)
                /// ```
            """
        let examples = SourceExample.all(in: "File.swift", comment)
        #expect(examples.map(\.place) == ["File.swift:3", "File.swift:14"])
        #expect(
            examples.map(\.text) == [
                "\nlet one = 1\nif one == 1 {\nprint(one)\n}\n", "\nprint(2)\n",
            ]
        )
        #expect(!Self.tests.contains { $0.contains(examples[0].text) })
    }
}
