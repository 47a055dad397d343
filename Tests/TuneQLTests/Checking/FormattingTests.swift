import ProgramSupport
import TestSupport
import Testing
import TuneQLSyntax

/// What the formatter must not change, over all SQL that the project has.
struct FormattingTests {
    /// Expects that a text keeps its tokens, statement by statement, and that twice is once.
    private func expectKept(_ text: String, _ place: String) {
        let once = SQLFormatter.formatted(text)
        let twice = SQLFormatter.formatted(once.text)
        #expect(once.text == twice.text, "\(place)")
        #expect(once.mistakes.count == twice.mistakes.count, "\(place)")
        #expect(Self.tokens(of: text) == Self.tokens(of: once.text), "\(place)")
    }

    /// The tokens of a text, comments included, up to the first character that is none.
    private static func tokens(of text: String) -> [String] {
        let bytes = Array(text.utf8)
        var lexer = Lexer(Array(TemplateMask(text, as: .words).text.utf8))
        var tokens: [String] = []
        while let token = try? lexer.next(), token.kind != .end {
            let spelling = String(decoding: bytes[token.range], as: UTF8.self)
            var name = spelling
            if case .word(let keyword?) = token.kind { name = keyword.spelling }
            while name.last?.isWhitespace == true { name.removeLast() }
            tokens.append(name)
        }
        return tokens
    }

    private static let scripts =
        ProjectFiles.names(in: "Tests/Scenarios").flatMap { topic in
            ProjectFiles.names(in: "Tests/Scenarios/\(topic)").filter { $0.hasSuffix(".iql") }
                .map { "Tests/Scenarios/\(topic)/\($0)" }
        }
        + ProjectFiles.names(in: "examples/tuning_jobs").filter { $0.hasSuffix(".iql") }
        .map { "examples/tuning_jobs/\($0)" }

    @Test func `scripts keep their tokens`() throws {
        #expect(Self.scripts.count > 100)
        for path in Self.scripts {
            expectKept(try #require(ProjectFiles.text(path)), path)
        }
    }

    @Test(arguments: LogicFile.all)
    func `a file's records keep their tokens`(_ file: LogicFile) throws {
        let records = try file.script().records
        for record in records { expectKept(record.sql, "\(file.path):\(record.line)") }
        expectKept(records.map(\.sql).joined(separator: "; -- next\n"), file.path)
    }

    @Test func `random selects keep their tokens`() async throws {
        let world = try await OracleWorld(.asAsked, jobsPerLocation: 3)
        var random = SplitMix64(seed: 3)
        for _ in 0..<400 {
            let select = RandomSelect(literals: world.literals, &random)
            let sql = world.text(select.sql + select.limit, for: world.pushing)
            expectKept(sql, sql)
            let typed = TypedSelect(&random).sql(for: .ours)
            expectKept(typed, typed)
        }
    }

    @Test func `a formatted statement is parsed to the same tree`() throws {
        for path in Self.scripts {
            let text = try #require(ProjectFiles.text(path))
            let formatted = SQLFormatter.formatted(text)
            guard formatted.mistakes.isEmpty else { continue }
            #expect(
                Self.shape(TemplateMask(text, as: .words).text)
                    == Self.shape(TemplateMask(formatted.text, as: .words).text),
                "\(path)"
            )
        }
    }

    /// The trees of a text without the places in it.
    private static func shape(_ text: String) -> String {
        var reader = StatementReader(text)
        var output = ""
        while let statement = try? reader.next() {
            dump(statement.kind, to: &output)
        }
        return output.split(separator: "\n").filter {
            !$0.contains("Range") && !$0.contains("Bound") && !$0.contains("end: ")
        }.joined(separator: "\n")
    }
}
