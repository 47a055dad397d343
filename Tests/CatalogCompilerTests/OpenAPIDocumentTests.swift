import CatalogCompiler
import Testing
import TuneQLCatalog
import TuneQLJSON
import TuneQLRegistry

struct OpenAPIDocumentTests {
    private func contents(of text: String) throws -> ServiceContents {
        let reading = try ServiceReader.reading(
            of: Service(provider: "google", name: "library", version: "v1"),
            document: Array(text.utf8),
            named: "library.yaml"
        )
        #expect(reading.problems.map(\.error.description) == [])
        return reading.contents
    }

    @Test func `the document is read to the tables of the discovery document`() throws {
        let found = TableFacts(try contents(of: try LibraryDocument.openAPI()))
        var facts = TableFacts(of: try LibraryDocument.document())
        for name in facts.bytes { facts.messages[name] = nil }
        facts.bytes = []
        #expect(found.resources.map(\.name) == facts.resources.map(\.name))
        for (resource, expected) in zip(found.resources, facts.resources) {
            #expect(resource.columns == expected.columns)
            for (method, expected) in zip(resource.methods, expected.methods) {
                #expect(method == expected)
            }
        }
        #expect(found == facts)
    }

    @Test func `the sample has one of everything`() throws {
        let contents = try contents(of: try LibraryDocument.openAPI())
        let shelves = try #require(contents.resources.first { $0.name == "shelves" })
        let methods = Dictionary(shelves.methods.map { ($0.name, $0) }) { $1 }
        #expect(methods["create"]?.newIDParameter == "shelfId")
        #expect(methods["create"]?.operation?.wait?.path == "/v1/{name}:wait")
        #expect(methods["patch"]?.updateMask == UpdateMask(name: "updateMask"))
        #expect(methods["list"]?.unreachable == ["unreachable"])
        #expect(methods["scan"]?.rows.form == .contents)
        #expect(methods["clear"]?.rows == RowSource())
        guard case .token(let token)? = methods["search_near"]?.pagination else {
            Issue.record("the search has no pages")
            return
        }
        #expect(token.place == .body)
        #expect(token.size?.place == .body)
        let loans = try #require(contents.resources.first { $0.name == "loans" })
        #expect(loans.methods.map(\.name) == ["list", "list"])
        #expect(loans.aliases.map(\.name) == ["shelves_loans", "readers_loans"])
        #expect(contents.messages.contains { $0.name == "Book" })
    }

    @Test func `no sentence of the discovery document is in it`() throws {
        let text = try LibraryDocument.openAPI()
        #expect(!text.contains("Their words"))
        #expect(!text.contains("Some shelf"))
        #expect(text.contains("description: Looks a shelve up by its id."))
    }

    @Test func `an overlay describes, and orders columns`() throws {
        let text = try LibraryDocument.openAPI(overlay: [
            "components": [
                "schemas": [
                    "Shelf": [
                        "description": "A board.",
                        "properties": ["kind": ["description": "What of."], "name": .null],
                    ]
                ]
            ]
        ])
        let shelf = try #require(
            try contents(of: text).messages.first { $0.name == "Shelf" }
        )
        #expect(shelf.description == "A board.")
        #expect(shelf.fields.map(\.name).prefix(3) == ["kind", "name", "books"])
        #expect(shelf["kind"]?.description == "What of.")
        #expect(shelf["kind"]?.type == .enumeration(["NO", "WOOD", "1"]))
        #expect(shelf["name"]?.isOutputOnly == true)
    }

    @Test func `an overlay of something that is gone is an error`() throws {
        let error = #expect(throws: OverlayError.self) {
            try LibraryDocument.openAPI(overlay: [
                "components": ["schemas": ["Shelf": ["properties": ["colour": [:]]]]]
            ])
        }
        #expect(
            error?.description == "the overlay has 'components' > 'schemas' > 'Shelf' > "
                + "'properties' > 'colour', which the service does not have"
        )
    }

    @Test func `names that are short for two messages stay long`() {
        let identity = DiscoveryIdentity(name: "library", version: "v1")
        let all = ["GoogleCloudLibraryV1Shelf", "Shelf", "GoogleRpcStatus", "GoogleRpcs"]
        let names = MessageNames(all.map { Message(name: $0, fields: []) }, identity: identity)
        #expect(
            all.map { names[$0] } == ["GoogleCloudLibraryV1Shelf", "Shelf", "Status", "GoogleRpcs"]
        )
    }
}
