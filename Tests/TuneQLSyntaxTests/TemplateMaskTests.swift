import Testing
import TuneQLSyntax

struct TemplateMaskTests {
    @Test(
        arguments: [
            ("a = {{ b }}", "a = ppppppp", "a = :pppppp"),
            ("'{{ b }}'", "'ppppppp'", ":pppppppp"),
            ("'x {{ b | f('y') }} z'", "'x pppppppppppppppp z'", ":ppppppppppppppppppppp"),
            ("\"{{ b }}\"", "\"ppppppp\"", "\"ppppppp\""),
            ("{% if a %}1{% endif %}", "/*pppppp*/1/*ppppppp*/", "/*pppppp*/1/*ppppppp*/"),
            ("{# it's #} 1", "/*pppppp*/ 1", "/*pppppp*/ 1"),
            ("<<<json\n{}\n>>> 1", "/*pppppppppp*/ 1", "/*pppppppppp*/ 1"),
            // What is no construct stays.
            (
                "-- {{ a }}\n/* {% b %} */ '{' \"}}\" {{ c",
                "-- {{ a }}\n/* {% b %} */ '{' \"}}\" {{ c",
                "-- {{ a }}\n/* {% b %} */ '{' \"}}\" {{ c"
            ),
            ("a << 2 >> 1", "a << 2 >> 1", "a << 2 >> 1"),
        ] as [(String, String, String)]
    )
    func `constructs become SQL of the same length`(
        _ text: String,
        _ words: String,
        _ variables: String
    ) {
        #expect(TemplateMask(text, as: .words).text == words)
        #expect(TemplateMask(text, as: .variables).text == variables)
    }

    @Test func `what is masked is told`() {
        let text = "a = 'x{{ b }}'"
        let mask = TemplateMask(text + " and \"{{ c }}\" {% if d %}", as: .variables)
        #expect(mask.holes.map(\.kind) == [.value, .name, .control])
        #expect(mask.holes[0].range == 4..<14)
        #expect(mask.constructs.count == 3)
    }

    @Test func `openings without an end take no time`() {
        let text = String(repeating: "{{ '", count: 50_000)
        #expect(TemplateMask(text, as: .words).text.utf8.count == text.utf8.count)
    }
}
