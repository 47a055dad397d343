import Testing
import TuneQLRendering

struct IndentedJSONTests {
    private static let options = {
        var options = RenderingOptions()
        options.isForTerminal = true
        return options
    }()

    @Test func `a person gets a line for each member`() throws {
        let result = TestResult(
            columns: [RenderedColumn("name"), RenderedColumn("labels", .checkedJSON)],
            rows: [["a", #"{"x":[1]}"#], [nil, "oops"]]
        )
        let text = """
            [
              {
                "name": "a",
                "labels": {
                  "x": [
                    1
                  ]
                }
              },
              {
                "name": null,
                "labels": "oops"
              }
            ]

            """
        #expect(try rendered(.json, Self.options, result) == text)
    }

    @Test func `an empty array and lines stay as they are`() throws {
        #expect(try rendered(.json, Self.options, empty) == "[]\n")
        #expect(try rendered(.jsonl, Self.options, single) == "{\"a|b\":\"x\"}\n")
    }
}
