import Testing
import TuneQLJSON

private func minified(_ text: String) throws(JSONError) -> String {
    var output: [UInt8] = []
    try JSONText.minify(Array(text.utf8).span, into: &output)
    return String(decoding: output, as: UTF8.self)
}

struct JSONMinifyTests {
    @Test(
        arguments: [
            (" 1 ", "1"), ("[ ]", "[]"), ("{\n}", "{}"), ("\"a b\"", "\"a b\""),
            ("[ 1 , true,\tfalse ,null ]", "[1,true,false,null]"),
            (
                #"{ "a b" : { "c" : [ [ ] , { } ] } , "d":-1.50e+3 }"#,
                #"{"a b":{"c":[[],{}]},"d":-1.50e+3}"#
            ),
            (#"[ "\u00e9 \" \\" , "ééééééééé  é" ]"#, #"["\u00e9 \" \\","ééééééééé  é"]"#),
        ])
    func `blanks go and the rest stays`(text: String, expected: String) throws {
        #expect(try minified(text) == expected)
    }

    @Test(
        arguments: [
            ("", .unexpectedEnd, 0), ("[", .unexpectedEnd, 1), ("{", .unexpectedEnd, 1),
            (#"{"a""#, .unexpectedEnd, 4), (#"{"a":"#, .unexpectedEnd, 5),
            ("[1,", .unexpectedEnd, 3),
            (#""abc"#, .unexpectedEnd, 4), (#""abcdefgh"#, .unexpectedEnd, 9),
            ("[1 2]", .unexpectedByte, 3), ("[1}", .unexpectedByte, 2),
            (#"{"a":1]"#, .unexpectedByte, 6),
            ("[,1]", .unexpectedByte, 1), ("[1,]", .unexpectedByte, 3),
            (#"{"a":1,}"#, .unexpectedByte, 7),
            ("{1:1}", .unexpectedByte, 1), ("nan", .unexpectedByte, 1), ("[-]", .badNumber, 1),
            (#"["\q"]"#, .badEscape, 2), (#"["12345678\q"]"#, .badEscape, 10),
            ("[\"\t\"]", .controlCharacter, 2), ("[\"\t12345678\"]", .controlCharacter, 2),
            ("[] []", .trailingText, 3),
        ] as [(String, JSONError.Reason, Int)]
    )
    func `what is no JSON is refused with the place`(
        text: String,
        reason: JSONError.Reason,
        offset: Int
    ) {
        let error = #expect(throws: JSONError.self) { try minified(text) }
        #expect(error == JSONError(reason, at: offset))
    }

    @Test(arguments: ["[", "{\"a\":"])
    func `values nest 512 levels deep and no deeper`(open: String) throws {
        func nested(_ depth: Int) -> String {
            String(repeating: open, count: depth) + "1"
                + String(repeating: open == "[" ? "]" : "}", count: depth)
        }
        #expect(try minified(nested(512)) == nested(512))
        let error = #expect(throws: JSONError.self) { try minified(nested(513)) }
        #expect(error == JSONError(.tooDeep, at: 512 * open.utf8.count))
    }

    @Test func `a failure appends nothing and counts from the base`() {
        var output = Array("kept".utf8)
        let error = #expect(throws: JSONError.self) {
            try JSONText.minify(Array("[1,x]".utf8).span, into: &output, from: 100)
        }
        #expect(error == JSONError(.unexpectedByte, at: 103))
        #expect(output == Array("kept".utf8))
    }

    @Test(arguments: Example.names)
    func `an example is minified to what the tree writes`(name: String) throws {
        let bytes = try Example.bytes(name)
        var output: [UInt8] = []
        try JSONText.minify(bytes.span, into: &output)
        #expect(try JSONValue(parsing: output) == JSONValue(parsing: bytes))
        let isPlain = !bytes.contains(UInt8(ascii: "\\"))
        if isPlain { #expect(output == (try JSONValue(parsing: bytes)).bytes) }
    }

    @Test(arguments: 0..<300)
    func `a random value is minified to its spelling without blanks`(seed: Int) throws {
        var plain = RandomJSON(seed: UInt64(seed))
        let value = plain.value(depth: 5)
        let spelling = plain.spelling(of: value)
        let short = try minified(plain.blank() + spelling + plain.blank())
        #expect(try JSONValue(parsing: short) == value)
        #expect(try minified(short) == short)
        // Blanks in this value's strings are spaces only, so nothing else may have one.
        #expect(!short.utf8.contains { $0 < 0x20 })
        #expect(short.utf8.count <= spelling.utf8.count)
    }
}
