import Testing
import TuneQLJSON
import TuneQLSyntax
import TuneQLTemplates

/// Conditions, loops and filters in SQL.
struct ControlFlowTests {
    private let values: [String: TemplateValue] = [
        "name": .string("it's"), "count": .number("3"), "word": .word("7"), "off": .word("false"),
        "nothing": .null, "places": .json(["us-central1", "it's"]), "ids": .json([1, 2]),
        "job": .json(["labels": ["a": "x", "b": "y"], "state": "RUNNING"]), "my-name": .string("d"),
        "empty": .json([]), "text": .string("{\"a\": [1, 2]}"),
    ]

    @Test(
        arguments: [
            (
                "{% for p in places %}'{{ p }}'{% if not loop.last %}, {% endif %}{% endfor %}",
                "'us-central1', 'it''s'"
            ),
            ("IN ({% for p in places %}{{ p }}{{ '' if loop.last else 1 }} {% endfor %})", nil),
            ("IN ({{ places | join(',') }})", "IN ('us-central1,it''s')"),
            ("IN {{ places | sql_list }}", "IN ('us-central1', 'it''s')"),
            ("IN {{ ids | sql_list }}", "IN (1, 2)"),
            ("IN {{ empty | sql_list }}", "IN (NULL)"),
            ("'{{ places | sql_list }}'", nil),
            ("'{{ name | sql_escape }}' {{ name | sql_escape }}", "'it''s' 'it''s'"),
            ("{{ name | upper }}", "'IT''S'"),
            ("{% if count > 2 %}a{% else %}b{% endif %}", "a"),
            ("{% if word > 6 and word == 7 %}a{% endif %}", "a"),
            ("{% if off %}a{% else %}b{% endif %}", "b"),
            ("{% if missing %}a{% endif %}", nil),
            ("{% if missing is defined %}a{% else %}b{% endif %}", "b"),
            ("{{ missing | default('x') }}", "'x'"),
            ("{{ missing | upper }}", nil),
            ("{{ nothing }} {{ nothing | default(1, true) }}", "null 1"),
            (
                "{% for k, v in job.labels %}{{ k }} = '{{ v }}' {% endfor %}",
                "'a' = 'x' 'b' = 'y' "
            ),
            ("'{{ job.labels | to_json }}'", "'{\"a\":\"x\",\"b\":\"y\"}'"),
            ("'{{ (text | from_json).a[1] }}'", "'2'"),
            ("{% set x = 'q' %}'{{ x }}{{ name }}'", "'qit''s'"),
            ("{% set x %}{{ name }}'{% endset %}'{{ x }}'", "'it''s'''"),
            ("'{% if count %}{{ name }}{% endif %}'", "'it''s'"),
            ("{% if count %}'{% else %}\"{% endif %}{{ name }}'", "'it''s'"),
            ("{% for p in places %}{{ p }}{% endfor %}", nil),
            ("-{% if count %}-{% endif %}{{ name }}", nil),
            ("{{ my-name }}", "'d'"), ("{{ count-1 }}", "2"), ("{{ word - 1 }}", "6"),
            ("{{ word ~ 1 }}", "'71'"), ("LIKE '{%' OR '{# '", "LIKE '{%' OR '{# '"),
            ("-- {% if x %}\n{{ count }}", "-- {% if x %}\n3"), ("{# '{{ x }} #}1", "1"),
            ("{% raw %}'{{ x }}'{% endraw %}", "'{{ x }}'"), ("{{ .values.count }}", "3"),
            ("{{ .job.state }}", "'RUNNING'"), ("{{ {'a': name} }}", "'{\"a\":\"it''s\"}'"),
        ] as [(String, String?)]
    )
    func `a template becomes SQL`(_ text: String, _ filled: String?) throws {
        guard let filled else {
            #expect(throws: SyntaxError.self) { try Template.fill(text, values: values) }
            return
        }
        #expect(try Template.fill(text, values: values) == filled)
    }

    @Test(
        arguments: [
            ("{% if count %}a ⟦⟧", "if is not closed by {% endif %}"),
            ("a⟦{% endif %}⟧", "endif ends nothing that was begun before it"),
            ("{% if count %}⟦{% endfor %}⟧", "expected {% endif %}, found endfor"),
            ("{% ⟦iff⟧ count %}", "iff is no tag; did you mean if?"),
            ("{% ⟦macro⟧ x() %}", "macro is not supported in templates"),
            ("{{ name | ⟦uper⟧ }}", "there is no filter uper; did you mean upper?"),
            ("{{ name is ⟦definedd⟧ }}", "there is no test definedd; did you mean defined?"),
            ("{{ ⟦rang⟧(3) }}", "there is no function rang(); did you mean range()?"),
            ("{% for x in ⟦plces⟧ %}{% endfor %}", "plces has no value; did you mean places?"),
            ("{% for x in ⟦name⟧ %}{% endfor %}", "a text has no elements to loop over"),
            ("{% if ⟦job.stat⟧ %}{% endif %}", "job.stat has no value; did you mean job.state?"),
            ("{{ count + ⟦}}⟧", "expected a value, found the end of the tag"),
            ("{{ ⟦count + places⟧ }}", "+ cannot be used between a number and a list"),
            ("⟦{{ (1 }}⟧", "expected {{ name }}, found {{ (1 }}"),
            ("a ⟦{{ name⟧", "expected {{ name }}, found {{ name"),
            ("⟦{#⟧ name", "the comment is not closed by #}"),
            ("⟦{% include 'x' %}⟧", "include is not possible here"),
        ] as [(String, String)]
    )
    func `a mistake is marked`(_ marked: String, _ message: String) throws {
        let (text, range) = try unmark(marked)
        let error = try #require(throws: SyntaxError.self) {
            try Template.fill(text, values: values)
        }
        #expect(error.message == message)
        #expect(range.isEmpty || error.range.lowerBound == range.lowerBound, "\(error.range)")
    }

    @Test func `loops, output, includes and depth have limits`() throws {
        var context = TemplateContext(["list": .json(.array(Array(repeating: 1, count: 100)))])
        context.limits.rounds = 5000
        context.limits.outputBytes = 3000
        context.include = { _ in "{% include 'a' %}" }
        for text in [
            "{% for a in list %}{% for b in list %}{% endfor %}{% endfor %}",
            "{% for a in list %}a longer text that is repeated again and again{% endfor %}",
            "{% include 'a' %}", String(repeating: "{% if 1 %}", count: 1000),
            "{{ " + String(repeating: "(", count: 1000),
            "{{ " + String(repeating: "-", count: 1000),
            "{{ " + String(repeating: "not ", count: 1000) + "1 + }}",
            "{{ " + String(repeating: "[", count: 1000) + " }}",
            "{{ 1" + String(repeating: "+1", count: 1000) + " }}",
            "{{ list" + String(repeating: "|list", count: 1000) + " }}",
            "{{ list" + String(repeating: ".a", count: 1000) + " }}",
            "{{ list" + String(repeating: " or list", count: 1000) + " }}",
            "{{ list" + String(repeating: " is list", count: 1000) + " }}",
            "{{ list" + String(repeating: "()", count: 1000) + " }}",
            "{{ 1" + String(repeating: " if 1", count: 1000) + " }}",
            "{{ 1" + String(repeating: " if 1 else 1", count: 1000) + " }}",
        ] {
            #expect(throws: SyntaxError.self, "\(text.prefix(30))") {
                try Template(text).filled(with: context)
            }
        }
    }

    @Test func `an included file is filled, and its mistakes name its lines`() throws {
        var context = TemplateContext(["name": .string("it's"), "open": .string("x")])
        context.include = { (path) throws(TemplateFailure) in
            switch path {
            case "good": "a = '{{ name }}'"
            case "bad": "a\nb {{ nme }}"
            default: nil
            }
        }
        let filled = try Template("x {% include 'good' %} {{ open }}").filled(with: context)
        #expect(filled.text == "x a = 'it''s' 'x'")
        #expect(filled.sourceOffset(of: 8) == 2)
        let (text, range) = try unmark("x ⟦{% include 'bad' %}⟧")
        let error = try #require(throws: SyntaxError.self) {
            try Template(text).filled(with: context)
        }
        #expect(error.range == range)
        #expect(error.message.hasPrefix("bad, line 2: the placeholder nme has no value"))
        #expect(throws: SyntaxError.self) {
            try Template("{% include 'none' %}").filled(with: context)
        }
        #expect(
            try Template("{% include 'none' ignore missing %}").filled(with: context).text.isEmpty
        )
    }
}
