import Testing
import TestSupport
import TuneQLJSON
import TuneQLSyntax
import TuneQLTemplates

/// Templates made of random pieces, filled with hostile and with harmless values.
struct RandomTemplateTests {
    private static let pieces = [
        "'", "\"", "`", "[", "]", " ", " ", "\n", "--", "-", "#", "/*", "*/", "//", "''", "a", "1",
        ".", ":",
        "{{ v }}", "{{v}}", "{{- v -}}", "'{{ v }}'", "\"{{ v }}\"", "{{ w }}", "{% if v %}",
        "{% endif %}",
        "{% else %}", "{% for x in l %}", "{{ x }}", "{% endfor %}", "{% set y = v %}", "{{ y }}",
        "{# c #}",
        "{{ v | upper }}", "{{ v ~ w }}", "{{ l | sql_list }}", "'{{ l }}'", "{{ none }}",
        "'{{ none }}'",
        "{% raw %}", "{% endraw %}", "INSERT INTO t VALUES (", "SELECT ", ", ", ")", ";", "FROM t",
        "{{ missing }}", "'{{ missing }}'", "{%", "%}", "{{", "}}", "{#", "#}",
    ]

    private func filled(_ template: String, _ value: String) -> Result<String, SyntaxError> {
        Result { () throws(SyntaxError) in
            try Template.fill(
                template,
                values: [
                    "v": .string(value), "w": .word(value), "none": .null,
                    "l": .json([.string(value), 1]),
                ]
            )
        }
    }

    @Test func `no value leaves its place, whatever the template is`() throws {
        var random = SplitMix64(seed: 20)
        var compared = 0
        for _ in 0..<20_000 {
            let count = Int.random(in: 1...14, using: &random)
            let template = (0..<count).map { _ in
                Self.pieces.randomElement(using: &random) ?? ""
            }.joined()
            let hostile = HostileValueTests.hostile.randomElement(using: &random) ?? "'"
            let one = filled(template, "'\(hostile)")
            let other = filled(template, "x")
            if case .failure(let error) = one {
                #expect(error.range.upperBound <= template.utf8.count)
            }
            guard case .success(let first) = one, case .success(let second) = other else {
                continue
            }
            compared += 1
            #expect(kinds(first) == kinds(second), "\(template.debugDescription) with \(hostile)")
        }
        #expect(compared > 2000)
    }

    private func kinds(_ text: String) -> [Token.Kind] {
        var lexer = Lexer(Array(text.utf8))
        var kinds: [Token.Kind] = []
        while let token = try? lexer.next(), token.kind != .end { kinds.append(token.kind) }
        return kinds
    }
}
