import Testing
import TuneQLCatalog
import TuneQLJSON
import TuneQLRegistry

@Suite struct PaginationReaderTests {
    /// What is read of a method with the query parameters `pageToken`, `cursor` and `pageSize`.
    ///
    /// - Parameters:
    ///   - configurations: The `config`s, nearest first; an empty one is absent.
    ///   - size: The page size of the document; nil without one.
    private static func pagination(
        _ configurations: [String] = [],
        size: String? = nil,
        members: [String] = ["things", "nextPageToken", "more"],
        location: Parameter.Location = .query
    ) throws -> Pagination? {
        let parameters = ["pageToken", "cursor", "pageSize"].map {
            Parameter(name: $0, location: location, isRequired: false)
        }
        let reader = PaginationReader(
            configurations: try configurations.map {
                try $0.isEmpty ? nil : JSONValue(parsing: $0)
            },
            parameters: parameters,
            response: Message(
                name: "Page",
                fields: members.map { Field(name: $0, type: .any) }
            ),
            position: DocumentPosition(document: "x.yaml", steps: ["method list"])
        )
        return try reader.pagination(size: try size.map { try JSONValue(parsing: $0) })
    }

    private static func tokens(_ parameter: String, _ member: String) -> String {
        #"{"pagination": {"requestToken": {"key": "\#(parameter)"}, "#
            + #""responseToken": {"key": "\#(member)"}}}"#
    }

    private static func text(_ pagination: Pagination?) -> String {
        guard case .pageToken(let token)? = pagination else { return "one page" }
        let size = token.size.map { " \($0.parameter) \($0.maximum)" } ?? ""
        return "\(token.parameter) \(token.member)\(size)"
    }

    @Test func `without a declaration the usual names are tokens where both occur`() throws {
        #expect(Self.text(try Self.pagination()) == "pageToken nextPageToken")
        #expect(Self.text(try Self.pagination(members: ["more"])) == "one page")
        #expect(Self.text(try Self.pagination(location: .header)) == "one page")
    }

    @Test(
        arguments: [
            ([tokens("cursor", "more")], "cursor more"),
            ([tokens("cursor", "$.more")], "cursor more"),
            (
                ["", "{}", tokens("cursor", "more"), tokens("pageToken", "nextPageToken")],
                "cursor more"
            ),
            ([tokens("other", "more")], "one page"),
            ([tokens("cursor", "other")], "one page"),
        ]
    )
    func `the nearest declaration names the tokens`(
        _ configurations: [String],
        _ text: String
    ) throws {
        #expect(Self.text(try Self.pagination(configurations)) == text)
    }

    @Test(
        arguments: [
            (#"{"parameter": "pageSize", "maximum": 50}"#, "pageToken nextPageToken pageSize 50"),
            (#"{"parameter": "limit", "maximum": 50}"#, "pageToken nextPageToken"),
            (#"{"parameter": "limit", "maximum": 0}"#, "pageToken nextPageToken"),
        ]
    )
    func `a page size is asked for where the method has the parameter`(
        _ size: String,
        _ text: String
    ) throws {
        #expect(Self.text(try Self.pagination(size: size)) == text)
    }

    @Test(
        arguments: [
            (tokens("", "more"), "requestToken: '' in the query"),
            (tokens("$.", "more"), "requestToken: '$.' in the query"),
            (tokens("cursor", "$.page.more"), "responseToken: '$.page.more' in the body"),
            (tokens("cursor", "$.pages[0]"), "responseToken: '$.pages[0]' in the body"),
            (tokens("cursor", "$.pages.*"), "responseToken: '$.pages.*' in the body"),
            (
                #"{"pagination": {"requestToken": {"key": "Link", "location": "header"}}}"#,
                "requestToken: 'Link' in the header"
            ),
            (
                #"{"pagination": {"algorithm": "odd", "requestToken": {"key": "cursor"}, "responseToken": {"key": "more"}}}"#,
                "the algorithm 'odd'"
            ),
            (
                #"{"pagination": {"requestToken": {"key": "cursor", "algorithm": "odd"}, "responseToken": {"key": "more"}}}"#,
                "requestToken: 'cursor' in the query"
            ),
        ]
    )
    func `paging of another kind is refused`(_ configuration: String, _ reason: String) throws {
        let error = try #require(throws: DocumentError.self) {
            try Self.pagination([configuration])
        }
        let separator = reason.hasPrefix("the") ? ": " : ", "
        #expect(
            error.description
                == "x.yaml: method list, pagination\(separator)\(reason) is not supported"
        )
    }

    @Test func `a declaration without a key is refused`() throws {
        let error = try #require(throws: DocumentError.self) {
            try Self.pagination([#"{"pagination": {}}"#])
        }
        #expect(error.reason == .missing("key"))
    }

    @Test(arguments: ["0", "-1", "1.5", #""many""#, "null"])
    func `a page size that is no positive number is refused`(_ maximum: String) throws {
        let error = try #require(throws: DocumentError.self) {
            try Self.pagination(size: #"{"parameter": "pageSize", "maximum": \#(maximum)}"#)
        }
        #expect(error.reason == .expected("a positive number", for: "maximum"))
    }
}
