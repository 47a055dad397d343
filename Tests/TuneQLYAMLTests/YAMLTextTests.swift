import Testing
import TuneQLJSON
import TuneQLYAML

struct YAMLTextTests {
    private static let texts = [
        "plain", "", " padded ", "yes", "NO", "null", "~", "1.5", "1e3", "0x1F", "-", "- a", "a: b",
        "a:", "a #b", "#a", "'quoted'", "it's", "{a}", "[a]", "a, b", "*a", "&a", "!a", "%a", "@a",
        "`a", "|", ">", "?", "line\nbreak", "tab\there", "…", "/v1/{name}:run", "$.a[*].b", "a\\b",
    ]

    @Test(arguments: texts)
    func `a text is read as it was, as key and as value`(_ text: String) throws {
        let tree: JSONValue = [
            text: .string(text), "list": [.string(text), [text: .string(text)], [.string(text)]],
        ]
        let written = YAMLText.text(of: tree)
        #expect(try JSONValue(yaml: Array(written.utf8)) == tree)
    }

    @Test func `values keep their kinds`() throws {
        let tree: JSONValue = [
            "number": 1, "flag": true, "none": .null, "empty": [:], "nothing": [],
            "nested": [["a": 1, "b": [1, 2]], [[1], [2, [:]]]],
        ]
        let written = YAMLText.text(of: tree)
        #expect(try JSONValue(yaml: Array(written.utf8)) == tree)
        #expect(written.hasPrefix("number: 1\nflag: true\nnone: null\nempty: {}\nnothing: []\n"))
    }
}
