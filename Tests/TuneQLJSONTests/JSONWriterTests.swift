import Testing
import TuneQLJSON

struct JSONWriterTests {
    @Test func `a value is written without blanks`() {
        let value: JSONValue = ["a": [1, .null, true], "b": [:], "c": [], "d": "x"]
        #expect(value.text == #"{"a":[1,null,true],"b":{},"c":[],"d":"x"}"#)
    }

    @Test func `a value is written with an indentation`() {
        var output: [UInt8] = []
        let value: JSONValue = ["a": [1, 2], "b": [:]]
        value.write(to: &output, indentation: 2)
        let text = """
            {
              "a": [
                1,
                2
              ],
              "b": {}
            }
            """
        #expect(String(decoding: output, as: UTF8.self) == text)
    }

    @Test func `only what JSON demands is escaped`() {
        let value: JSONValue = "é\"\\/\n\r\t\u{1}\u{7f}🎵"
        #expect(value.text == #""é\"\\/\n\r\t\u0001\u007f🎵""#)
    }
}

struct JSONObjectTests {
    @Test func `setting a name replaces, adds and removes`() {
        var object: JSONObject = JSONObject([JSONMember(name: "a", value: 1)])
        object["a"] = 2
        object["b"] = 3
        #expect(object == JSONObject([.init(name: "a", value: 2), .init(name: "b", value: 3)]))
        object["a"] = nil
        #expect(object.names == ["b"])
    }
}
