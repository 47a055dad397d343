import Testing
import TuneQLJSON
import TuneQLRegistry

struct DocumentTextTests {
    @Test func `a JSON document is read as JSON`() throws {
        let text = "{\n\t\"a\": [1, {\"b\": null}]}"
        #expect(
            try JSONValue(document: Array(text.utf8), named: "x").text == #"{"a":[1,{"b":null}]}"#
        )
    }

    @Test func `a document's syntax error names document and line`() throws {
        let error = try #require(throws: DocumentError.self) {
            try JSONValue(document: Array("a: 1\nb: *c\n".utf8), named: "services/x.yaml")
        }
        #expect(error.description == "services/x.yaml: line 2: the alias '*c' has no anchor")
    }
}
