import Testing
import TuneQLSyntax

/// Texts that nobody writes by hand: their errors come soon and are short.
struct HostileTextTests {
    private func error(_ text: String) throws -> SyntaxError {
        try #require(throws: SyntaxError.self) {
            var reader = StatementReader(text)
            while try reader.next() != nil {}
        }
    }

    @Test func `a path has so many parts and no more`() throws {
        let path = String(repeating: "a.", count: 127) + "a"
        var reader = StatementReader("SELECT \(path)")
        #expect(try reader.next() != nil)
        for count in [128, 100_000] {
            let text = "SELECT " + String(repeating: "a.", count: count) + "a"
            #expect(try error(text).message == "the path has more than 128 parts")
        }
    }

    @Test(arguments: ["{{ NAME }}", "{{ NAME", "{{{{ NAME", "{{ 'NAME' }}"])
    func `a placeholder of any length has a short message`(_ pattern: String) throws {
        let parts = pattern.split(separator: "NAME", omittingEmptySubsequences: false)
        let text = parts.joined(separator: String(repeating: "x", count: 100_000))
        let error = try #require(throws: SyntaxError.self) { try Template.fill(text, values: [:]) }
        #expect(error.message.utf8.count < 400)
        #expect(error.message.contains("xxx…"))
    }
}
