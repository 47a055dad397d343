import CatalogCompiler
import Glibc
import ProgramSupport
import Testing
import TuneQLCatalog
import TuneQLJSON
import TuneQLRegistry

/// The document of aiplatform in `provider/`, and the discovery document that it is made of.
///
/// They are compared where Google's documents are at hand: where `scripts/google-documents` put them.
struct ProviderDocumentTests {
    private static let service = "provider/src/googleapis.com/v26.11.00000/services/aiplatform.yaml"
    private static let overlay = "provider/overlays/aiplatform.yaml"
    private static let source =
        ".build/google-api-python-client/googleapiclient/discovery_cache/"
        + "documents/aiplatform.v1.json"
    private static let isAtHand = access("\(ProjectFiles.root)/\(source)", R_OK) == 0

    private func discovery() throws -> DiscoveryDocument {
        let text = try #require(ProjectFiles.text(Self.source))
        return try DiscoveryDocument(Array(text.utf8), named: "aiplatform.v1.json")
    }

    private func committed() throws -> String { try #require(ProjectFiles.text(Self.service)) }

    @Test(.enabled(if: isAtHand))
    func `the document is the one that is made anew`() throws {
        let text = try #require(ProjectFiles.text(Self.overlay))
        let overlay = try JSONValue(document: Array(text.utf8), named: Self.overlay)
        let made = try OpenAPIDocument(try discovery()).text(overlay: overlay, named: Self.overlay)
        let isCurrent = try made == committed()
        #expect(isCurrent, "make provider writes it anew")
    }

    @Test(.enabled(if: isAtHand))
    func `it is read to the tables of the discovery document`() throws {
        let reading = try ServiceReader.reading(
            of: Service(provider: "google", name: "aiplatform", version: "v1"),
            document: Array(try committed().utf8),
            named: Self.service
        )
        #expect(reading.problems.map(\.error.description) == [])
        let found = TableFacts(reading.contents)
        let facts = TableFacts(of: try discovery())
        #expect(found.resources.flatMap(\.methods).count == 1144)
        for (resource, expected) in zip(found.resources, facts.resources) {
            #expect(resource.name == expected.name)
            #expect(resource.columns == expected.columns)
            #expect(resource.methods == expected.methods)
            #expect(resource == expected)
        }
        let left = facts.messages.filter { found.messages[$0.key] == nil }
        // A download's description is that of the bytes, which have no message.
        #expect(left.keys.sorted() == ["DownloadFileResponse"])
        #expect(found.messages == facts.messages.filter { found.messages[$0.key] != nil })
        #expect(found.required.symmetricDifference(facts.required) == ["FunctionResponse.name"])
    }

    @Test(.enabled(if: isAtHand))
    func `no sentence of the discovery document is in it`() throws {
        let text = try #require(ProjectFiles.text(Self.source))
        let theirs = Self.descriptions(in: try JSONValue(parsing: Array(text.utf8)))
        let ours = Self.descriptions(
            in: try JSONValue(document: Array(try committed().utf8), named: Self.service)
        )
        #expect(theirs.count > 3000)
        #expect(ours.count > 400)
        #expect(ours.intersection(theirs).filter { $0.utf8.count > 24 } == [])
    }

    /// The descriptions, whole and sentence by sentence.
    private static func descriptions(in tree: JSONValue) -> Set<String> {
        var found: Set<String> = []
        var open = [tree]
        while let next = open.popLast() {
            open += next.array ?? next.object?.members.map(\.value) ?? []
            guard let text = next["description"]?.string else { continue }
            found.insert(text)
            found.formUnion(
                text.split(separator: ". ").map { $0.hasSuffix(".") ? "\($0)" : "\($0)." }
            )
        }
        return found
    }
}
