import Testing
import TuneQLJSON

private let jobs = JSONLayout(itemsPath: ["jobs"], columns: ["a", "b"])

private func texts(_ page: JSONPage) throws -> [[String]] {
    try (0..<page.count).map { row in
        try page.layout.columns.indices.map { column in
            let slice = page.slice(row: row, column: column)
            var text: [UInt8] = []
            try page.append(slice, to: &text)
            return slice.kind == .absent ? "-" : String(decoding: text, as: UTF8.self)
        }
    }
}

private func page(_ text: String, _ layout: JSONLayout = jobs) throws(JSONError) -> JSONPage {
    try JSONPage(Array(text.utf8), layout: layout)
}

struct JSONPageTests {
    @Test(
        arguments: [
            (#"{"jobs":[{"a":1,"b":"x"}]}"#, [["1", "x"]]),
            (#"{"jobs":[{"b":"x","a":1},{"a":2}]}"#, [["1", "x"], ["2", "-"]]),
            (
                #"{"jobs":[{"c":[{"a":5}],"a":[ {"a" : "}" } ],"b":{ }}]}"#,
                [[#"[{"a":"}"}]"#, "{}"]]
            ),
            (#"{"jobs":[{"a":1,"a":2}]}"#, [["2", "-"]]),
            (#"{"jobs":[{"\u0061":"\ud83c\udfb5\n","b":null}]}"#, [["🎵\n", "null"]]),
            (#"{"x":{"jobs":[1]},"jobs":[ ],"y":["jobs"]}"#, []),
            (#"{"jobs":null,"jobs":[],"jobs":[{"a":2},{}]}"#, [["2", "-"], ["-", "-"]]),
            (#"{"jobs":null}"#, []), ("{}", []),
        ] as [(String, [[String]])]
    )
    func `cells are found`(text: String, cells: [[String]]) throws {
        #expect(try texts(page(text)) == cells)
    }

    @Test(
        arguments: [
            (#"{"a":{"x":[1,"\n"]},"b":"\u0041"}"#, true),
            (#"{"a":{ "x" : 1 },"b":[ ]},{"a":7,"b":null}"#, true),
            (#"{"c":[01],"a":[1]}"#, true),
            (#"{"a":{"x":01}}"#, false),
            (#"{"a":1},{"a":2,"b":[tru]}"#, false),
            (#"{"a":{"x":1,}}"#, false),
        ] as [(String, Bool)]
    )
    func `what lies inside of cells is checked when that is wanted`(items: String, isSound: Bool)
        throws
    {
        let page = try page(#"{"jobs":[\#(items)]}"#)
        guard !isSound else { return try page.checkCells() }
        #expect(throws: JSONError.self) { try page.checkCells() }
    }

    @Test(
        arguments: [
            ("null", .null), ("true", .true), ("false", .false), ("0", .integer), ("-12", .integer),
            ("1.0", .real), ("1e2", .real), ("-0.5E-7", .real), (#""""#, .string),
            (#""é""#, .string), (#""\n""#, .escapedString), ("{}", .object), ("[1]", .array),
        ] as [(String, JSONSlice.Kind)]
    )
    func `a cell has the kind of its value`(text: String, kind: JSONSlice.Kind) throws {
        let page = try page(#"{"jobs":[{"a": \#(text) }]}"#)
        let slice = page.slice(row: 0, column: 0)
        #expect(slice.kind == kind)
        let isString = kind == .string || kind == .escapedString
        let raw = page.withText(of: slice) { span in span.indices.map { span[$0] } }
        #expect(
            String(decoding: raw, as: UTF8.self)
                == (isString ? String(text.dropFirst().dropLast()) : text)
        )
    }

    @Test func `names of any length are told apart`() throws {
        let names = (0..<40).flatMap { length in
            let name = String(repeating: "n", count: length)
            return length > 1 ? [name + "x", "x" + name, name + "x" + name] : [name]
        }
        let layout = JSONLayout(itemsPath: [], columns: names)
        let members = names.enumerated().reversed().map { "\"\($1)\":\($0)" }
        let page = try page("{" + members.joined(separator: ",") + "}", layout)
        #expect(try texts(page) == [names.indices.map(String.init)])
    }

    @Test func `names that differ only in the middle are told apart`() throws {
        let names = (0..<30).map { place in
            String(repeating: "n", count: place) + "x" + String(repeating: "n", count: 29 - place)
        }
        let layout = JSONLayout(itemsPath: [], columns: names)
        let members = names.enumerated().reversed().map { "\"\($1)\":\($0)" }
        let page = try page("{" + members.joined(separator: ",") + "}", layout)
        #expect(try texts(page) == [names.indices.map(String.init)])
    }

    /// Letters with a byte that is a quote, a bracket or a backslash but for its highest bit.
    @Test(arguments: ["\u{A2}", "\u{6C0}", "\u{700}", "\u{740}", "\u{FFFB}"])
    func `no byte of a letter is taken for a sign`(letter: String) throws {
        for length in 0..<80 {
            let text = String(repeating: "a", count: length) + letter
            let value = #"{"x":["\#(text)",{"y":"\#(text)"}]}"#
            let page = try page(#"{"jobs":[{"\#(text)":1,"b":\#(value),"a":"\#(text)"}]}"#)
            #expect(try texts(page) == [[text, value]])
        }
    }

    @Test func `a short name at the end of a page is found`() throws {
        let layout = JSONLayout(itemsPath: [], columns: ["a"])
        #expect(try texts(page(#"{"a":1}"#, layout)) == [["1"]])
    }

    @Test func `an empty path makes the object one row, and the elements of an array rows`() throws
    {
        let layout = JSONLayout(itemsPath: [], columns: ["a"], tokenName: nil)
        #expect(try texts(page(#" {"a":1} "#, layout)) == [["1"]])
        #expect(try texts(page(#" [{"a":1}, {"a":2}] "#, layout)) == [["1"], ["2"]])
        #expect(try texts(page(" [] ", layout)) == [])
    }

    @Test func `a path may be longer`() throws {
        let layout = JSONLayout(itemsPath: ["x", "y"], columns: ["a"])
        #expect(try texts(page(#"{"x":{"z":[],"y":[{"a":1}]}}"#, layout)) == [["1"]])
        #expect(try texts(page(#"{"x":null}"#, layout)) == [])
        #expect(try texts(page(#"{"x":{}}"#, layout)) == [])
    }

    @Test func `a layout without columns counts items`() throws {
        let layout = JSONLayout(itemsPath: ["jobs"], columns: [])
        #expect(try page(#"{"jobs":[{"a":1},{}]}"#, layout).count == 2)
    }

    @Test(
        arguments: [
            (#"{"nextPageToken":"t","jobs":[]}"#, "t"),
            (#"{"jobs":[],"nextPageToken":"t\n"}"#, "t\n"),
            (#"{"nextPageToken":""}"#, nil), (#"{"nextPageToken":null}"#, nil), ("{}", nil),
            (#"{"nextPageToken":"t","nextPageToken":"u"}"#, "u"),
            (#"{"nextPageToken":17}"#, "17"), (#"{"nextPageToken":false}"#, nil),
            (#"{"nextPage\u0054oken":"t"}"#, "t"), (#"{"jobs":[{"nextPageToken":"t"}]}"#, nil),
        ] as [(String, String?)]
    )
    func `the token is found`(text: String, token: String?) throws {
        #expect(try page(text).nextPageToken == token)
    }

    @Test func `a page that is one item may have a token`() throws {
        let page = try page(
            #"{"a":1,"t":"x"}"#,
            JSONLayout(itemsPath: [], columns: ["a"], tokenName: "t")
        )
        #expect(page.nextPageToken == "x")
        #expect(page.count == 1)
    }

    @Test(
        arguments: [
            ("[]", .wrongShape, 0), ("1", .wrongShape, 0), (#"{"jobs":{}}"#, .wrongShape, 8),
            (#"{"jobs":"no"}"#, .wrongShape, 8), (#"{"jobs":[1]}"#, .wrongShape, 9),
            (#"{"jobs":[{}],"jobs":[]}"#, .repeatedName, 20),
            (#"{"jobs":[{},null]}"#, .wrongShape, 12), (#"{"nextPageToken":{}}"#, .wrongShape, 17),
            ("", .unexpectedEnd, 0), ("nope", .unexpectedByte, 1),
            (#"{"jobs":[{"a":NaN}]}"#, .unexpectedByte, 14),
            (#"{"jobs":[{"a":nul}]}"#, .unexpectedByte, 17),
            (#"{"jobs":[{"a":01}]}"#, .badNumber, 14),
            (#"{"jobs":[{"a":1x}]}"#, .unexpectedByte, 15),
            (#"{"jobs":[{"a" 1}]}"#, .unexpectedByte, 14),
            (#"{"jobs":[{"a":1,}]}"#, .unexpectedByte, 16),
            (#"{"jobs":[{,"a":1}]}"#, .unexpectedByte, 10),
            (#"{"jobs":[{"a":1 "b":2}]}"#, .unexpectedByte, 16),
            (#"{"jobs":[{a:1}]}"#, .unexpectedByte, 10), (#"{"jobs":[{}}"#, .unexpectedByte, 11),
            (#"{"jobs":[{},]}"#, .unexpectedByte, 12), (#"{"jobs":[{}] "x"}"#, .unexpectedByte, 13),
            (#"{"jobs":[{"a":{]}]}"#, .unexpectedByte, 15),
            (#"{"jobs":[{"a":[}]}]}"#, .unexpectedByte, 15),
            ("{\"jobs\":[{\"a\":\"\u{1}\"}]}", .controlCharacter, 15),
            ("{\"jobs\":[{\"a\":\"12345678\n\"}]}", .controlCharacter, 23),
            (#"{"jobs":[{"a":"\x"}]}"#, .badEscape, 15),
            (#"{"jobs":[{"a":"\u12"}]}"#, .badEscape, 15),
            (#"{"jobs":[]}}"#, .trailingText, 11), (#"{"jobs":[]} 1"#, .trailingText, 12),
        ] as [(String, JSONError.Reason, Int)]
    )
    func `a page that is wrong is refused with the place`(
        text: String,
        reason: JSONError.Reason,
        offset: Int
    ) {
        let error = #expect(throws: JSONError.self) { try page(text) }
        #expect(error == JSONError(reason, at: offset))
    }

    @Test(arguments: [
        #"{"jobs":[],"x":"§"}"#, #"{"§":1}"#, #"{"jobs":[{"x":{"y":["§"]}}]}"#, #"{"jobs":[]}§"#,
    ])
    func `bytes that are not UTF-8 are refused anywhere`(text: String) {
        var bytes = Array(text.utf8)
        let place = bytes.firstIndex(of: 0xC2) ?? 0
        bytes.remove(at: place + 1)
        let error = #expect(throws: JSONError.self) { try JSONPage(bytes, layout: jobs) }
        #expect(error == JSONError(.badUTF8, at: place))
    }

    @Test func `a nested cell that is no JSON is refused when it is read`() throws {
        let text = #"{"jobs":[{"a":{"x" 1},"b":2}]}"#
        let page = try page(text)
        var output = Array("kept".utf8)
        let error = #expect(throws: JSONError.self) {
            try page.append(page.slice(row: 0, column: 0), to: &output)
        }
        #expect(error == JSONError(.unexpectedByte, at: 19))
        #expect(output == Array("kept".utf8))
    }

    private static let strict = JSONLayout(
        itemsPath: ["data", "jobs"],
        columns: ["name", "createTime"],
        envelope: [["data", "nextPageToken", "kind"], ["jobs", "etag"]],
        otherSpellings: ["create_time", "next_page_token", "a_name_of_more_than_16"]
    )

    @Test(
        arguments: [
            "{}", #"{"data":{}}"#, #"{"data":{"jobs":[]},"later":1}"#, #"{"kind":"x"}"#,
            #"{"data":{"jobs":[{"name":"1","later_on":2}],"later":1}}"#, #"{"data":{"etag":"x"}}"#,
            #"{"later":null}"#, #"{"later":1,"nextPageToken":"t"}"#,
            #"{"data":{"jobs":[]},"error":null,"errors":[]}"#,
            #"{"data":{"jobs":[{"error":"x"}]}}"#,
        ]
    )
    func `a page may be empty, and know more than is known of it`(text: String) throws {
        _ = try page(text, Self.strict)
    }

    @Test(
        arguments: [
            (#"{⟦message":"timed out"}"#, .unknownMember),
            (#"{"kind":"x",⟦message":"timed out"}"#, .unknownMember),
            (#"{"data":null,⟦later":1,"more":2}"#, .unknownMember),
            (#"{"data":{⟦message":"x"},"nextPageToken":"t"}"#, .unknownMember),
            (#"{"data":{"jobs":[{"name":"1"}]},⟦error":"x"}"#, .unknownMember),
            (#"{⟦errors":[1],"nextPageToken":"t"}"#, .unknownMember),
            (#"{"data":{"jobs":[]},⟦next_page_token":"t"}"#, .otherSpelling),
            (#"{"data":{"jobs":[{"name":"1"},{"name":"2",⟦create_time":1}]}}"#, .otherSpelling),
            (#"{"data":{"jobs":[{⟦a_name_of_more_than_16":1}]}}"#, .otherSpelling),
        ] as [(String, JSONError.Reason)]
    )
    func `a page that is another answer, or is spelt otherwise, is refused`(
        marked: String,
        reason: JSONError.Reason
    ) throws {
        let parts = marked.split(separator: "⟦", omittingEmptySubsequences: false)
        let error = #expect(throws: JSONError.self) {
            _ = try page(parts.joined(separator: "\""), Self.strict)
        }
        #expect(error == JSONError(reason, at: parts[0].utf8.count + 1))
    }
}
