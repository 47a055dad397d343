import Testing
import TuneQLCatalog
import TuneQLRegistry

@Suite struct PaginationTests {
    private static let token = "        nextPageToken: { type: string }"
    private static let parameter = "{ name: pageToken, in: query, schema: { type: string } }"

    /// The list's paging, where its page and its parameters have other members, and it is declared.
    private func pagination(
        _ members: String,
        parameter: String = "{ name: unused, in: query, schema: { type: string } }",
        config: String? = nil
    ) throws -> Pagination? {
        var text = try Acme.text().replacing(Self.token, with: "        \(members)")
            .replacing(Self.parameter, with: parameter)
        if let config {
            text = text.replacing(
                "      methods:",
                with: "      config: { pagination: \(config) }\n      methods:"
            )
        }
        let reading = try Acme.reading(of: text)
        if let problem = reading.problems.first { throw problem.error }
        return reading.contents.resources.first?.methods.first { $0.name == "list" }?.pagination
    }

    private func query(_ name: String) -> String {
        "{ name: \(name), in: query, schema: { type: string } }"
    }

    private func object(_ name: String, _ members: String) -> String {
        "\(name): { type: object, properties: { \(members) } }"
    }

    @Test(
        arguments: [
            (
                "{ requestToken: { key: pageToken, location: query }, "
                    + "responseToken: { key: $.more.next, location: body } }",
                .token(
                    Pagination.PageToken(parameter: "pageToken", source: .member(["more", "next"]))
                )
            ),
            (
                "{ requestToken: { key: pageToken, location: query }, "
                    + "responseToken: { key: X-Next, location: header } }",
                .token(Pagination.PageToken(parameter: "pageToken", source: .header("X-Next")))
            ),
            (
                "{ requestToken: { key: '', location: request }, "
                    + "responseToken: { key: Link, location: header } }",
                .nextURL(.linkHeader)
            ),
            (
                "{ requestToken: { key: '', location: request }, "
                    + "responseToken: { key: $.more.next, location: body } }",
                .nextURL(.member(["more", "next"]))
            ),
            (
                "{ algorithm: page_number, requestToken: { key: pageToken, location: query }, "
                    + "responseToken: { key: $.page, location: body }, "
                    + "responseTerminator: { key: $.more.pages, location: body } }",
                .pageNumber(
                    Pagination.PageNumber(parameter: "pageToken", totalPages: ["more", "pages"])
                )
            ),
            (
                "{ requestToken: { key: absent, location: query }, "
                    + "responseToken: { key: $.more.next, location: body } }", nil
            ),
            (
                "{ requestToken: { key: absent, location: body }, "
                    + "responseToken: { key: $.more.next, location: body } }", nil
            ),
        ] as [(String, Pagination?)]
    )
    func `paging is read as it is declared`(config: String, expected: Pagination?) throws {
        let members = object("more", "next: { type: string }, pages: { type: integer }")
        #expect(
            try pagination(members, parameter: Self.parameter, config: config) == expected
        )
    }

    @Test func `a last id is followed while there is more`() throws {
        let found = try pagination(
            "last_id: { type: string }\n        has_more: { type: boolean }",
            parameter: query("after"),
            config: """
                { requestToken: { key: after, location: query },
                  responseToken: { key: $.last_id, location: body } }
                """
        )
        #expect(
            found
                == .token(
                    Pagination.PageToken(
                        parameter: "after",
                        source: .member(["last_id"]),
                        more: ["has_more"]
                    )
                )
        )
    }

    @Test func `a token may be a member of the request's body`() throws {
        let list = "operationId: listJobs\n"
        let body = """
            operationId: listJobs
                  requestBody: { content: { application/json: { schema: { type: object,
                    properties: { NextToken: { type: string } } } } } }

            """
        let config = """
                  config: { pagination: { requestToken: { key: NextToken, location: body },
                    responseToken: { key: $.NextToken, location: body } } }
                  methods:
            """
        let text = try Acme.text().replacing(list, with: body)
            .replacing(Self.token, with: "        NextToken: { type: string }")
            .replacing("      methods:", with: config)
        let methods = try Acme.reading(of: text).contents.resources.first?.methods ?? []
        #expect(
            methods.first { $0.name == "list" }?.pagination
                == .token(
                    Pagination.PageToken(
                        parameter: "NextToken",
                        place: .body,
                        source: .member(["NextToken"])
                    )
                )
        )
    }

    @Test(
        arguments: [
            ("nextLink: { type: string }", "x", .nextURL(.member(["nextLink"]))),
            ("'@odata.nextLink': { type: string }", "x", .nextURL(.member(["@odata.nextLink"]))),
            (
                "links: { type: object, properties: { next: { type: string } } }", "x",
                .nextURL(.member(["links", "next"]))
            ),
            (
                "result_info: { type: object, properties: { total_pages: { type: integer } } }",
                "page",
                .pageNumber(
                    Pagination.PageNumber(
                        parameter: "page",
                        totalPages: ["result_info", "total_pages"]
                    )
                )
            ),
            (
                "next_cursor: { type: string }", "cursor",
                .token(Pagination.PageToken(parameter: "cursor", member: "next_cursor"))
            ),
            (
                "next_page_token: { type: string }", "page_token",
                .token(Pagination.PageToken(parameter: "page_token", member: "next_page_token"))
            ),
            (
                "last_id: { type: string }\n        has_more: { type: boolean }", "after_id",
                .token(
                    Pagination.PageToken(
                        parameter: "after_id",
                        source: .member(["last_id"]),
                        more: ["has_more"]
                    )
                )
            ),
            (
                "result_info: { type: object, properties: { total_count: { type: integer } } }",
                "page", .pageNumber(Pagination.PageNumber(parameter: "page"))
            ),
            ("next_cursor: { type: string }", "x", nil),
            ("nextLink: { type: object, properties: { a: { type: string } } }", "x", nil),
            ("total_pages: { type: integer }", "x", nil),
        ] as [(String, String, Pagination?)]
    )
    func `paging is found where a document is silent`(
        members: String,
        parameter: String,
        expected: Pagination?
    ) throws {
        #expect(try pagination(members, parameter: query(parameter)) == expected)
    }

    @Test func `a Link header that is described is followed`() throws {
        let text = try Acme.text().replacing(Self.token, with: "        other: { type: string }")
            .replacing(
                "        '200':\n          content: { application/json: { schema: "
                    + "{ $ref: '#/components/schemas/JobList'",
                with: "        '200':\n          headers: { Link: { schema: { type: string } } }\n"
                    + "          content: { application/json: { schema: "
                    + "{ $ref: '#/components/schemas/JobList'"
            )
        let methods = try Acme.reading(of: text).contents.resources.first?.methods ?? []
        #expect(methods.first { $0.name == "list" }?.pagination == .nextURL(.linkHeader))
    }
}
