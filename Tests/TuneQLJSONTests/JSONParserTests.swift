import Testing
import TuneQLJSON

struct JSONParserTests {
    @Test(
        arguments: [
            ("null", .null), (" true ", .bool(true)), ("false", .bool(false)),
            ("-0.10e+5", .number("-0.10e+5")), (#""""#, .string("")),
            (#""a\u0041\n\"\\\/\b\f\r\t""#, .string("aA\n\"\\/\u{8}\u{c}\r\t")),
            (#""\ud83c\udfb5\uD83C""#, .string("🎵\u{FFFD}")), ("[ ]", .array([])),
            ("[1,\t[2]\r\n]", .array([1, .array([2])])), ("{ }", .object(JSONObject())),
            (#"{"a":1,"b":{"c":null}}"#, ["a": 1, "b": ["c": .null]]),
        ] as [(String, JSONValue)]
    )
    func `a text becomes a tree`(text: String, tree: JSONValue) throws {
        #expect(try JSONValue(parsing: text) == tree)
    }

    @Test(
        arguments: [
            ("", .unexpectedEnd, 0), ("[1", .unexpectedEnd, 2), ("{\"a", .unexpectedEnd, 3),
            ("\"\\", .unexpectedEnd, 2), ("tru", .unexpectedByte, 0), ("NaN", .unexpectedByte, 0),
            ("+1", .unexpectedByte, 0), ("[1,]", .unexpectedByte, 3), ("{a:1}", .unexpectedByte, 1),
            ("{\"a\" 1}", .unexpectedByte, 5), ("[1}", .unexpectedByte, 2), ("01", .badNumber, 0),
            ("-", .badNumber, 0), ("1.", .badNumber, 0), ("1e", .badNumber, 0),
            (#""\x""#, .badEscape, 1), (#""\u12G4""#, .badEscape, 1),
            ("\"\n\"", .controlCharacter, 1),
            ("1 2", .trailingText, 2), ("{}}", .trailingText, 2),
        ] as [(String, JSONError.Reason, Int)]
    )
    func `a malformed text is refused with its place`(
        text: String,
        reason: JSONError.Reason,
        offset: Int
    ) {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(error?.reason == reason)
        if reason != .badEscape { #expect(error?.offset == offset) }
    }

    @Test func `bytes that are not UTF-8 are refused`() {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
        #expect(error?.reason == .badUTF8)
    }

    @Test func `values nest 512 levels deep and no deeper`() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        _ = try JSONValue(parsing: nested(512))
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: nested(513)) }
        #expect(error == JSONError(.tooDeep, at: 512))
    }

    @Test(arguments: Example.names)
    func `an example survives writing and reading`(name: String) throws {
        let tree = try JSONValue(parsing: try Example.bytes(name))
        #expect(try JSONValue(parsing: tree.text) == tree)
    }

    @Test func `the last member of a name is found`() throws {
        let tree = try JSONValue(parsing: #"{"a":1,"b":2,"a":3}"#)
        #expect(tree["a"] == 3)
        #expect(tree.object?.names == ["a", "b", "a"])
    }
}
