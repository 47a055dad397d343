import Testing
import TuneQLJSON
import TuneQLSyntax
import TuneQLTemplates

struct TemplateTests {
    @Test(
        arguments: [
            ("3", "3"), ("-1.5e3", "-1.5e3"), ("0", "0"), ("0.25", "0.25"), ("", "''"),
            ("007", "'007'"), ("-01", "'-01'"), ("+3", "'+3'"), ("1.", "1."), (".5", ".5"),
            ("-.5", "-.5"), ("0x1F", "0x1F"), ("0x", "'0x'"), ("1e", "'1e'"),
            ("3 ", "'3 '"), ("three", "'three'"), ("3; DROP", "'3; DROP'"), ("null", "'null'"),
            ("9223372036854775807", "9223372036854775807"),
            ("-9223372036854775808", "-9223372036854775808"),
            ("9223372036854775808", "'9223372036854775808'"),
            ("12345678901234567890.5", "12345678901234567890.5"),
        ]
    )
    func `a word is a number outside of quotes when it is one`(
        _ word: String,
        _ literal: String
    ) throws {
        let filled = try Template.fill("{{ w }} '{{ w }}'", values: ["w": .word(word)])
        #expect(filled == "\(literal) '\(word)'")
    }

    @Test func `an integer of JSON that SQL would round keeps its digits`() throws {
        let values = ["n": TemplateValue.number("18446744073709551615")]
        #expect(try Template.fill("{{ n }}", values: values) == "'18446744073709551615'")
    }

    @Test func `the placeholders of a text are known by name`() {
        let text = "SELECT {{ a }}, '{{.b.c}}', {{ a }} -- {{ d }}\n, \"{{ e }}\", {{ !"
        #expect(Template.placeholderNames(in: text) == ["a", "b.c", "e"])
    }

    private let values: [String: TemplateValue] = [
        "name": .string("x"), "quote": .string("it's \"so\" `far`"), "empty": .string(""),
        "drop": .string("'; DROP TABLE t; --"), "again": .string("{{ name }}"),
        "lines": .string("a\nb\\'c*/d"), "count": .number("12"), "minus": .number("-1.5e3"),
        "trick": .number("1; DROP"), "yes": .boolean(true), "nothing": .null,
        "list": .json([1, "it's"]), "bracket": .string("a]b"), "nul": .string("a\u{0}b"),
        "values": .json(["project": "p-1", "inner": ["deep": 7]]),
        "flat.key": .string("f"),
    ]

    @Test(
        arguments: [
            ("SELECT 1", "SELECT 1"),
            ("a = '{{ name }}'", "a = 'x'"),
            ("a = '{{name}}-{{ count }}'", "a = 'x-12'"),
            ("a = {{ name }}", "a = 'x'"),
            ("({{name}},{{count}})", "('x',12)"),
            ("a={{ count }}+{{ minus }}", "a=12+-1.5e3"),
            ("a-{{ minus }}", "a- -1.5e3"),
            ("a - {{ minus }}", "a - -1.5e3"),
            ("{{ yes }} {{ nothing }}", "true null"),
            ("'{{ yes }}'", "'true'"),
            ("{{ list }} '{{ list }}'", "'[1,\"it''s\"]' '[1,\"it''s\"]'"),
            ("{{ values }}", "'{\"project\":\"p-1\",\"inner\":{\"deep\":7}}'"),
            ("'{{ .values.project }}' {{ values.inner.deep }}", "'p-1' 7"),
            ("{{ .values.inner }}", "'{\"deep\":7}'"),
            ("'{{ flat.key }}'", "'f'"),
            ("a = '{{ drop }}'", "a = '''; DROP TABLE t; --'"),
            ("a = {{ drop }}", "a = '''; DROP TABLE t; --'"),
            ("{{ trick }}", "'1; DROP'"),
            ("'{{ again }}' {{ again }}", "'{{ name }}' '{{ name }}'"),
            ("'{{ lines }}'", "'a\nb\\''c*/d'"),
            ("'{{ quote }}'", "'it''s \"so\" `far`'"),
            ("\"{{ quote }}\"", "\"it's \"\"so\"\" `far`\""),
            ("`{{ quote }}`", "`it's \"so\" ``far```"),
            ("[{{ quote }}]", "[it's \"so\" `far`]"),
            ("FROM google.\"{{ name }}\".y", "FROM google.\"x\".y"),
            ("'it''s {{ name }}'", "'it''s x'"),
            ("'{{ empty }}' {{ empty }}", "'' ''"),
            ("-- {{ unknown }}\n{{ name }}", "-- {{ unknown }}\n'x'"),
            ("# {{ 1\n{{ name }}", "# {{ 1\n'x'"),
            ("// '{{ x }}\n{{ name }}", "// '{{ x }}\n'x'"),
            ("/* {{ x }} ' */ {{ name }}", "/* {{ x }} ' */ 'x'"),
            ("/*+ {{ x }} */", "/*+ {{ x }} */"),
            ("'--' {{ name }}", "'--' 'x'"),
            ("a[0] = {{ name }}", "a[0] = 'x'"),
            ("{ {{ name }} }", "{ 'x' }"),
            ("/* {{", "/* {{"),
        ] as [(String, String)]
    )
    func `placeholders are filled in`(text: String, filled: String) throws {
        #expect(try Template.fill(text, values: values) == filled)
    }

    @Test(
        arguments: [
            ("a = '⟦{{ nme }}⟧'", "the placeholder nme has no value; did you mean name?"),
            ("a = ⟦{{ other }}⟧", "the placeholder other has no value"),
            (
                "⟦{{ .values.projct }}⟧",
                "the placeholder values.projct has no value; did you mean values.project?"
            ),
            ("⟦{{ name.inner }}⟧", "the placeholder name.inner has no value"),
            ("⟦{{ }}⟧ b", "expected {{ name }}, found {{ }}"),
            (
                "⟦{{range .firewalls}}⟧ b",
                "range is a tag of Go's templates; write {% for item in list %} … {% endfor %}"
            ),
            ("'{{ name ⟦'⟧\n}}", "the text in quotes has no end"),
            ("⟦{{ name }⟧", "expected {{ name }}, found {{ name }"),
            (
                "'⟦{{ nothing }}⟧'",
                "nothing is null, which has no text; for NULL, write {{ nothing }} without quotes"
            ),
            (
                "[⟦{{ bracket }}⟧]",
                "the value of bracket contains a ], which is not allowed inside [ ]; use double "
                    + "quotes"
            ),
            (
                "'⟦{{ nul }}⟧'",
                "the value of nul contains a NUL character, which SQL does not allow"
            ),
        ] as [(String, String)]
    )
    func `a placeholder that cannot be filled is marked`(marked: String, message: String) throws {
        let (text, range) = try unmark(marked)
        let error = #expect(throws: SyntaxError.self) { try Template.fill(text, values: values) }
        #expect(error == SyntaxError(range: range, message: message))
    }

    @Test(
        arguments: [
            "FROM google.⟦{{ name }}⟧.x", "FROM a⟦{{ name }}⟧", "⟦{{ name }}⟧b", "⟦{{ name }}⟧.b",
            "'a'⟦{{ name }}⟧", "⟦{{ name }}⟧'a'", "\"a\"⟦{{ name }}⟧", ":⟦{{ name }}⟧",
            "?⟦{{ name }}⟧", "@⟦{{ name }}⟧", "⟦{{ name }}⟧{{ name }}", "a[0]⟦{{ name }}⟧",
            "x⟦{{ name }}⟧", "5⟦{{ name }}⟧",
        ])
    func `outside quotes a placeholder touches nothing`(marked: String) throws {
        let (text, range) = try unmark(marked)
        let error = #expect(throws: SyntaxError.self) { try Template.fill(text, values: values) }
        let message =
            "outside quotes {{ name }} is a whole value, which cannot touch a name, a dot or quotes;"
            + " as a part of a name, write \"{{ name }}\""
        #expect(error == SyntaxError(range: range, message: message))
    }

    @Test func `a place in the result is found in the template`() throws {
        let (text, range) = try unmark("a = '{{ drop }}' AND ⟦b⟧")
        let filled = try Template.filled(text, values: values)
        #expect(filled.sourceOffset(of: filled.text.utf8.count - 1) == range.lowerBound)
    }

    @Test(
        arguments: [
            ("SELECT '{{ a }}'", true), ("SELECT {{", false), ("SELECT 1", false),
            ("-- {{ a }}", false), ("{ }", false),
        ] as [(String, Bool)]
    )
    func `the names of placeholders are found`(text: String, isTemplate: Bool) {
        #expect(Template.placeholderNames(in: text) == (isTemplate ? ["a"] : []))
    }

    /// Whatever a value is, the text around it has the same tokens as with a harmless value.
    @Test(
        arguments: [
            "'; DROP TABLE t; --", "\"", "`", "''", "'\"`", "\\", "\\'", "*/", "/*", "--", "\n'",
            "{{ v }}", "}}'", "]", "a\u{301}'", "'\u{301}", "#", "//'", "-1", "😀'",
        ])
    func `a value stays in its place`(value: String) throws {
        let templates = [
            "a = {{ v }} AND b", "a = '{{ v }}' AND b", "\"{{ v }}\" AND `{{ v }}`",
            "a -{{ v }}- '{{ v }}{{ v }}'", "/* {{ v }} */ {{ v }} -- {{ v }}",
        ]
        for template in templates {
            for filling in [TemplateValue.string(value), .number(value), .word(value)] {
                let filled = try Template.fill(template, values: ["v": filling])
                let kinds = try kinds(filled)
                let isNumber = value == "-1" && filling != .string("-1")
                let harmless = isNumber ? TemplateValue.number("-1") : .string("x")
                #expect(try kinds == self.kinds(Template.fill(template, values: ["v": harmless])))
            }
        }
    }

    private func kinds(_ text: String) throws -> [Token.Kind] {
        var lexer = Lexer(Array(text.utf8))
        var kinds: [Token.Kind] = []
        repeat { kinds.append(try lexer.next().kind) } while kinds.last != .end
        return kinds
    }

    @Test(arguments: ["{{ NAME }}", "{{ NAME", "{{ a NAME }}", "{{ a | NAME }}", "{% NAME %}"])
    func `a placeholder of any length has a short message`(_ pattern: String) throws {
        let parts = pattern.split(separator: "NAME", omittingEmptySubsequences: false)
        let text = parts.joined(separator: String(repeating: "x", count: 100_000))
        let error = try #require(throws: SyntaxError.self) { try Template.fill(text, values: [:]) }
        #expect(error.message.utf8.count < 400)
        #expect(error.message.contains("xxx…"))
    }
}
