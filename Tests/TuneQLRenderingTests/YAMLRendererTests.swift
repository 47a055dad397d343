import Testing
import TuneQLRendering

struct YAMLRendererTests {
    @Test func `rows are maps of a list, and results are documents`() throws {
        let text = """
            - name: first
              steps: 642
            - name: second
              steps: null
            ---
            []

            """
        #expect(try rendered(.yaml, RenderingOptions(), jobs, empty) == text)
    }

    @Test func `nested values are maps and lists`() throws {
        let json: TestCell = #"{"a":{"b":[1,{"c":null,"d":[]},[2]]},"e":{},"f":1e5,"no":true}"#
        let result = TestResult(columns: [RenderedColumn("spec", .json)], rows: [[json]])
        let text = """
            - spec:
                a:
                  b:
                    - 1
                    - c: null
                      d: []
                    -
                      - 2
                e: {}
                f: 1.0e+5
                "no": true

            """
        #expect(try rendered(.yaml, RenderingOptions(), result) == text)
    }

    @Test(
        arguments: [
            ("plain-word/1.2_x", "plain-word/1.2_x"), ("", #""""#), ("yes", #""yes""#),
            ("1", #""1""#),
            ("NULL", #""NULL""#), ("a: b", #""a: b""#), ("it's\n", #""it's\n""#), ("日本", #""日本""#),
            ("\u{7f}\u{85}\u{feff}\u{2028}", #""\u007f\u0085\ufeff\u2028""#), (nil, "null"),
            (9_007_199_254_740_993, "9007199254740993"), (1e300, "1.0e+300"), (0.5, "0.5"),
            (.real(.infinity), ".inf"), (.real(.nan), ".nan"),
            (.blob([1, 2]), "!!binary \"AQI=\""),
        ] as [(TestCell, String)]
    )
    func `values stay what they are`(cell: TestCell, text: String) throws {
        #expect(try cells(.yaml, .text, [cell]) == "- c: \(text)\n")
    }

    @Test func `text that is not JSON stays text`() throws {
        #expect(try cells(.yaml, .json, ["{oops"]) == "- c: \"{oops\"\n")
        #expect(try cells(.yaml, .boolean, [1, 0, 2]) == "- c: true\n- c: false\n- c: 2\n")
    }
}
