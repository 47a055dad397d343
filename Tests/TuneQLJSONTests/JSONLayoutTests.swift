import Testing
import TuneQLJSON

/// Rows elsewhere than in an array of a member, and members beside the rows.
@Suite struct JSONLayoutTests {
    private static func texts(_ text: String, _ layout: JSONLayout) throws -> [[String]] {
        let page = try JSONPage(Array(text.utf8), layout: layout)
        return try (0..<page.count).map { row in
            try layout.columns.indices.map { column in
                let slice = page.slice(row: row, column: column)
                var text: [UInt8] = []
                try page.append(slice, to: &text)
                return slice.kind == .absent ? "-" : String(decoding: text, as: UTF8.self)
            }
        }
    }

    private static let scopes = JSONLayout(
        steps: [.member("items"), .everyValue, .member("instances")],
        isList: true,
        columns: ["name", "scope"],
        scopeColumn: "scope",
        tokenPath: ["nextPageToken"],
        members: [["unreachables"]],
        envelope: [["items", "kind"]]
    )

    @Test(
        arguments: [
            (
                #"{"items":{"zones/a":{"instances":[{"name":"1"},{"name":"2"}]},"#
                    + #""zones/b":{"warning":{"code":"NONE"}},"zones/\u0063":"#
                    + #"{"instances":[{"scope":"own","name":"3"}]},"zones/d":null}}"#,
                [["1", "zones/a"], ["2", "zones/a"], ["3", "zones/c"]]
            ),
            (#"{"items":{}}"#, []), (#"{"items":null}"#, []), ("{}", []),
            (#"{"items":{"a":{"instances":[]},"b":{"instances":null}}}"#, []),
        ] as [(String, [[String]])]
    )
    func `every list of a map has its rows, with the key as a column`(
        text: String,
        rows: [[String]]
    ) throws {
        #expect(try Self.texts(text, Self.scopes) == rows)
    }

    @Test(arguments: [
        #"{"items":[]}"#, #"{"items":{"a":[]}}"#, #"{"items":{"a":{"instances":{}}}}"#,
    ])
    func `a map of another shape is refused`(text: String) {
        let error = #expect(throws: JSONError.self) { try Self.texts(text, Self.scopes) }
        #expect(error?.reason == .wrongShape)
    }

    @Test func `the values of a map may be lists or rows themselves`() throws {
        let lists = JSONLayout(
            steps: [.member("m"), .everyValue],
            isList: true,
            columns: ["k", "a"],
            scopeColumn: "k"
        )
        #expect(
            try Self.texts(#"{"m":{"x":[{"a":1}],"y":[{"a":2},{}]}}"#, lists)
                == [["x", "1"], ["y", "2"], ["y", "-"]]
        )
        let rows = JSONLayout(
            steps: [.everyValue],
            isList: false,
            columns: ["k", "a"],
            scopeColumn: "k"
        )
        #expect(try Self.texts(#"{"x":{"a":1},"y":{"a":2}}"#, rows) == [["x", "1"], ["y", "2"]])
    }

    @Test func `an array may be the whole response, and then nothing else`() throws {
        let list = JSONLayout(steps: [], isList: true, columns: ["a"])
        #expect(try Self.texts(#" [{"a":1},{"a":2}] "#, list) == [["1"], ["2"]])
        #expect(throws: JSONError(.wrongShape, at: 0)) { try Self.texts(#"{"a":1}"#, list) }
    }

    @Test func `one row may be inside of a wrapper`() throws {
        let row = JSONLayout(steps: [.member("data")], isList: false, columns: ["a"])
        #expect(try Self.texts(#"{"kind":"x","data":{"a":1}}"#, row) == [["1"]])
        #expect(try Self.texts(#"{"data":null}"#, row) == [])
    }

    @Test(
        arguments: [
            (
                #"{"ids":["a",1,[2, 3],{"b" : null},null]}"#,
                ["a", "1", "[2,3]", #"{"b":null}"#, "null"]
            ),
            (#"{"ids":[]}"#, []),
        ]
    )
    func `rows may be any values`(text: String, values: [String]) throws {
        let layout = JSONLayout(
            steps: [.member("ids")],
            isList: true,
            form: .values("value"),
            columns: ["value"]
        )
        #expect(try Self.texts(text, layout) == values.map { [$0] })
    }

    @Test(arguments: [("7", "7"), (#""x""#, "x"), ("[1, 2]", "[1,2]"), ("true", "true")])
    func `a response may be one value`(text: String, value: String) throws {
        let layout = JSONLayout(
            steps: [],
            isList: false,
            form: .values("value"),
            columns: ["value"]
        )
        #expect(try Self.texts(text, layout) == [[value]])
    }

    @Test(
        arguments: [
            (Array("{not JSON".utf8), .string), ([], .string), ([0xFF, 0x41], .bytes),
            ([0x41, 0], .bytes),
        ] as [([UInt8], JSONSlice.Kind)]
    )
    func `contents are one row, text where they are UTF-8`(
        bytes: [UInt8],
        kind: JSONSlice.Kind
    ) throws {
        let layout = JSONLayout(
            steps: [],
            isList: false,
            form: .contents("contents"),
            columns: ["contents"]
        )
        let page = try JSONPage(bytes, layout: layout)
        #expect(page.count == 1)
        #expect(page.slice(row: 0, column: 0).kind == kind)
        var copy: [UInt8] = []
        try page.append(page.slice(row: 0, column: 0), to: &copy)
        #expect(copy == bytes)
    }

    private static let marks = JSONLayout(
        steps: [.member("data"), .member("rows")],
        isList: true,
        columns: ["a"],
        tokenPath: ["metadata", "continue"],
        members: [["data", "total"], ["has_more"], ["a", "b", "c"]],
        envelope: [["data", "metadata"], ["rows"]]
    )

    @Test(
        arguments: [
            #"{"metadata":{"x":[1],"continue":"t"},"data":{"rows":[{"a":1}],"total":7},"has_more":false,"a":{"b":{"c":["p"]}}}"#,
            #"{"a":{"b":{"c":[ "p" ]}},"has_more":false,"data":{"total":7,"rows":[{"a":1}]},"metadata":{"continue":"t"}}"#,
            #"{"a":1,"a":{"b":2,"b":{"c":["p"]}},"has_more":true,"has_more":false,"data":{"total":7,"rows":[{"a":1}]},"metadata":{"\u0063ontinue":"t"}}"#,
        ])
    func `members beside the rows are found at any depth`(text: String) throws {
        let page = try JSONPage(Array(text.utf8), layout: Self.marks)
        #expect(page.count == 1)
        #expect(page.nextPageToken == "t")
        #expect(try page.value(at: ["data", "total"]) == 7)
        #expect(try page.value(at: ["has_more"]) == false)
        #expect(try page.value(at: ["a", "b", "c"]) == ["p"])
        #expect(try page.value(at: ["else"]) == nil)
    }

    @Test(arguments: [#"{}"#, #"{"metadata":null,"a":{"b":1}}"#, #"{"metadata":{}}"#])
    func `members that are missing are nil`(text: String) throws {
        let page = try JSONPage(Array(text.utf8), layout: Self.marks)
        #expect(page.nextPageToken == nil)
        #expect(try page.value(at: ["has_more"]) == nil)
        #expect(try page.value(at: ["a", "b", "c"]) == nil)
    }

    @Test func `a page that is one row may have members beside its columns`() throws {
        let layout = JSONLayout(
            steps: [],
            isList: false,
            columns: ["a"],
            members: [["m", "n"]]
        )
        let page = try JSONPage(Array(#"{"a":1,"m":{"n":"x"}}"#.utf8), layout: layout)
        #expect(try page.value(at: ["m", "n"]) == "x")
    }
}
