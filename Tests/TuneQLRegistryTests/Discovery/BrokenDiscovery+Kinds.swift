extension BrokenDiscovery {
    private static let list =
        #""list":{"id":"broken.jobs.list","httpMethod":"GET","path":"v1/jobs","#

    static let kinds = texts + members + methods + schemas

    private static let texts: [BrokenDiscovery] = [
        .other("an empty file") { [] },
        .other("blanks") { Array("   \n\t ".utf8) },
        .other("a web page") { Array("<html><body>name version</body></html>".utf8) },
        .other("a document that is cut in the middle") {
            Array(text.utf8.prefix(text.utf8.count / 2))
        },
        .other("a document without its last bracket") { Array(text.utf8.dropLast()) },
        .other("two documents in one") { Array((text + text).utf8) },
        .other("zeros") { [UInt8](repeating: 0, count: 4096) },
        .other("a zero in the text") {
            Array(text.replacing("rootUrl", with: "root\u{0}Url").utf8)
        },
        .other("bytes that are not UTF-8") {
            Array(text.utf8.prefix(40)) + [0xFF, 0xFE] + Array(text.utf8.dropFirst(40))
        },
        .other("UTF-16") { text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } },
        .other("a list") { Array("[\(text)]".utf8) },
        .other("a number") { Array("7".utf8) },
        .other("a text") { Array(#""name""#.utf8) },
        .other("lists that are nested 100000 levels deep") {
            Array(
                (#"{"name": "broken", "version": "v1", "x": "#
                    + String(repeating: "[", count: 100_000)).utf8
            )
        },
        .other("objects that are nested 5000 levels deep") {
            let open = String(repeating: #"{"resources":{"x":"#, count: 5000)
            let tail = "{}" + String(repeating: "}}", count: 5000)
            return Array((text.dropLast() + #","more":"# + open + tail + "}").utf8)
        },
        .other("a text of 100 megabytes") {
            Array(#"{"name": "broken", "version": "v1", "title": ""#.utf8)
                + [UInt8](repeating: 0x78, count: 100_000_000) + Array(#""}"#.utf8)
        },
        BrokenDiscovery(name: "a byte-order mark", fate: .whole) {
            [0xEF, 0xBB, 0xBF] + Array(text.utf8)
        },
    ]

    private static let members: [BrokenDiscovery] = [
        .replacing(#""name":"broken","#, with: "", "no name", .absent),
        .replacing(#""name":"broken""#, with: #""name":7"#, "a name that is a number", .absent),
        .replacing(
            #""name":"broken""#,
            with: #""name":"../../evil""#,
            "a name that climbs out",
            .absent
        ),
        .replacing(#""name":"broken""#, with: #""name":"a b\n""#, "a name of two lines", .absent),
        .replacing(#""version":"v1","#, with: "", "no version", .absent),
        .replacing(#""version":"v1""#, with: #""version":null"#, "a version that is null", .absent),
        .replacing(
            #""version":"v1""#,
            with: #""version":["v1"]"#,
            "a version that is a list",
            .absent
        ),
        .replacing(#""rootUrl":"https://acme.googleapis.com/","#, with: "", "no URL", .absent),
        .replacing("https://acme.googleapis.com/", with: "nowhere", "a URL that is none", .absent),
        .replacing(
            "https://acme.googleapis.com/",
            with: "https:///",
            "a URL without a host",
            .absent
        ),
        .replacing(
            #""rootUrl":"https://acme.googleapis.com/""#,
            with: #""rootUrl":{}"#,
            "a URL that is an object",
            .absent
        ),
        .replacing(#""title":"Acme API""#, with: #""title":[1]"#, "a title that is a list", .whole),
        .replacing(
            #""servicePath":"""#,
            with: #""servicePath":5"#,
            "a path that is a number",
            .whole
        ),
        .replacing(
            #""title":"Acme API""#,
            with: #""title":"a","features":"x","endpoints":[7,{}]"#,
            "features and endpoints of other types",
            .whole
        ),
        .replacing(
            #""title":"Acme API""#,
            with: #""title":"a","methods":[],"auth":3"#,
            "methods that are a list",
            .poorer
        ),
        .replacing(
            #""title":"Acme API""#,
            with: #""title":"a","title":"b","kind":1e999999"#,
            "a member twice, and a huge number",
            .whole
        ),
    ]

    private static let methods: [BrokenDiscovery] = [
        .replacing(list, with: #""list":7,"other":{"#, "a method that is a number", .withoutList),
        .replacing(
            #""httpMethod":"GET","path":"v1/jobs","#,
            with: #""path":"v1/jobs","#,
            "no HTTP method",
            .withoutList
        ),
        .replacing(
            #""httpMethod":"GET","path":"v1/jobs","#,
            with: #""httpMethod":5,"path":"v1/jobs","#,
            "an HTTP method that is a number",
            .withoutList
        ),
        .replacing(
            #""httpMethod":"GET","path":"v1/jobs","#,
            with: #""httpMethod":"FETCH","path":"v1/jobs","#,
            "an HTTP method that is none",
            .withoutList
        ),
        .replacing(#""path":"v1/jobs","#, with: "", "no path", .withoutList),
        .replacing(
            #""path":"v1/jobs","#,
            with: #""path":["v1"],"#,
            "a path that is a list",
            .withoutList
        ),
        .replacing(
            #""path":"v1/jobs","#,
            with: #""path":"v1/{jobs","#,
            "a brace that is not closed",
            .withoutList
        ),
        .replacing(
            #""path":"v1/jobs","#,
            with: #""path":"v1/{a{b}}","#,
            "braces in braces",
            .withoutList
        ),
        .replacing(
            #""parameters":{"filter""#,
            with: #""parameters":[1],"more":{"filter""#,
            "parameters that are a list",
            .withoutList
        ),
        .replacing(
            #"{"location":"query","type":"string"}"#,
            with: "7",
            "a parameter that is a number",
            .withoutList
        ),
        .replacing(
            #"{"location":"query","type":"string"}"#,
            with: #"{"location":5,"type":"matrix","maximum":"1e99999","pattern":"(((","enum":"x"}"#,
            "a parameter of odd types",
            .whole
        ),
        .replacing(
            #""response":{"$ref":"List"}"#,
            with: #""response":"List""#,
            "a response that is a text",
            .withoutList
        ),
        .replacing(
            #""response":{"$ref":"List"}"#,
            with: #""request":[],"response":{"$ref":"List"}"#,
            "a request that is a list",
            .withoutList
        ),
    ]

    private static let schemas: [BrokenDiscovery] = [
        .replacing(
            #""schemas":{"#,
            with: #""schemas":[],"more":{"#,
            "schemas that are a list",
            .poorer
        ),
        .replacing(
            #"{"$ref":"Job"}}}}"#,
            with: #"{"$ref":"Gone"}}}}"#,
            "a reference that leads nowhere",
            .poorer
        ),
        .replacing(
            #""Job":{"id":"Job""#,
            with: #""Job":{"$ref":"Other"},"Other":{"$ref":"Job"},"Old":{"id":"Job""#,
            "references in a circle",
            .whole
        ),
        .replacing(
            #""count":{"type":"integer"}"#,
            with: #""count":{"$ref":"Job"},"more":{"type":"array","items":{"$ref":"List"}}"#,
            "schemas that hold themselves",
            .whole
        ),
        .replacing(
            #""count":{"type":"integer"}"#,
            with: #""count":9,"x":null,"y":{"type":[1]},"z":{"$ref":5},"":{"enum":{}}"#,
            "properties of odd types",
            .whole
        ),
        .replacing(
            #""count":{"type":"integer"}"#,
            with:
                #""count":{"type":"integer","minimum":"-\#(String(repeating: "9", count: 400))","maximum":1e400}"#,
            "huge limits",
            .whole
        ),
        .replacing(
            #""properties":{"id""#,
            with: #""properties":[],"more":{"id""#,
            "properties that are a list",
            .whole
        ),
    ]
}
