import Testing
import TuneQLJSON
import TuneQLSyntax
import TuneQLTemplates

/// Whatever a value is, the filled statement has the tokens of the template.
struct HostileValueTests {
    static let hostile = [
        "'", "''", "'''", "\"", "\"\"", "`", "]", "[", "'; DROP TABLE t; --", "' OR 1=1 --", "\\",
        "\\'",
        "*/", "/*", "--", "#", "//", "\n", "\r\n'", "{{ v }}", "}}'", "{% if %}", "{#", "#}", ";",
        "');",
        "a\u{301}'", "'\u{301}", "😀'", "ʼ", "＇", "\u{2019}", "-1", "--1", "1e5", "0x1F", "NULL",
        "null",
        "x'41'", "'||'", "' || (SELECT 1) || '", "$$", "$a$'$a$", ":v", "?1", "@x", "1;", "1'",
        "1 OR 1",
        "\u{1}'", "\u{7F}'", "\u{85}'", "\u{FEFF}'", "\u{202E}'", "\t'", " '", "'/*' ", "q'[x]'",
        "E'\\''",
        "N'x'", "%'", "_'", String(repeating: "'", count: 999), "<script>'", "&#39;", "%27",
    ]

    private static let templates = [
        "a = {{ v }} AND b", "a = '{{ v }}' AND b", "'x{{ v }}y' \"{{ v }}\" AND `{{ v }}`",
        "a -{{ v }}- '{{ v }}{{ v }}'",
        "/* {{ v }} */ {{ v }} -- {{ v }}\n# {{ v }}\n// {{ v }}\n 'z'",
        "{% for x in [v, v] %}'{{ x }}', {% endfor %}1", "{% if v %}'{% endif %}{{ v }}'",
        "'{{ v | upper }}' {{ v | lower }} '{{ v | to_json }}' {{ [v] | to_json }}",
        "IN {{ [v, 'x', v] | sql_list }} '{{ v | sql_escape }}' {{ v | sql_escape }}",
        "{% set w = v ~ v %}'{{ w }}' {% set u %}'{{ v }}{% endset %} '{{ u }}'",
        "'{{ v | default('x') }}' {{ missing | default(v) }} {{ {'k': v}.k }} '{{ {'k': v} }}'",
        "'{{ [v] | join(v) }}' '{{ v | replace('x', v) }}'",
        "INSERT INTO t (a, b) VALUES ('{{ v }}', '{{ none }}'), ({{ v }}, '{{ v }}')",
        "'{{ v }}'\n-- '{{ v }}\n'{{ v }}' /* '{{ v }}' */ \"{{ v | trim }}x\"",
        "'{{ {'k': [v]} | tojson }}' {{ [[v]] | first | first }} '{{ [v] | merge_lists([v]) }}'",
    ]

    @Test func `there are many hostile values`() {
        #expect(Self.hostile.count >= 60)
    }

    @Test(arguments: hostile)
    func `a value cannot end its string`(_ hostile: String) throws {
        for template in Self.templates {
            for kind in [TemplateValue.string, TemplateValue.word, TemplateValue.number] {
                let value = kind(hostile)
                let filled = try Template.fill(template, values: ["v": value, "none": .null])
                #expect(
                    try kinds(filled) == kinds(template, insteadOf: value),
                    "\(template) with \(hostile) is \(filled)"
                )
            }
        }
    }

    @Test func `a value in brackets cannot leave them`() throws {
        for hostile in Self.hostile {
            let filled = try? Template.fill("[{{ v }}] AND b", values: ["v": .string(hostile)])
            if let filled { #expect(try kinds(filled) == kinds("[x] AND b")) }
            #expect((filled == nil) == hostile.contains("]"))
        }
    }

    @Test func `a value reads back as it was given`() throws {
        for hostile in Self.hostile {
            let filled = try Template.fill("'{{ v }}'", values: ["v": .string(hostile)])
            var bytes = Array(filled.utf8)
            #expect(bytes.first == UInt8(ascii: "'") && bytes.popLast() == UInt8(ascii: "'"))
            var back: [UInt8] = []
            var offset = 1
            while offset < bytes.count {
                back.append(bytes[offset])
                offset += bytes[offset] == UInt8(ascii: "'") ? 2 : 1
            }
            #expect(back == Array(hostile.utf8))
        }
    }

    /// The kinds of a template's tokens with a harmless value of the same kind: SQL's numbers stay
    /// numbers, and negative ones are an operator and a number.
    private func kinds(_ template: String, insteadOf value: TemplateValue) throws -> [Token.Kind] {
        let harmless: TemplateValue
        switch value {
        case .json(.string): harmless = .string("x")
        default:
            let literal = try Template.fill("{{ v }}", values: ["v": value])
            let number = literal.hasPrefix("-") ? "-1" : "1"
            let isWord = if case .word = value { true } else { false }
            harmless =
                literal.hasPrefix("'") ? .string("x") : isWord ? .word(number) : .number(number)
        }
        return try kinds(Template.fill(template, values: ["v": harmless, "none": .null]))
    }

    private func kinds(_ text: String) throws -> [Token.Kind] {
        var lexer = Lexer(Array(text.utf8))
        var kinds: [Token.Kind] = []
        repeat { kinds.append(try lexer.next().kind) } while kinds.last != .end
        return kinds
    }
}
