import Testing
import TuneQLCatalog
import TuneQLCatalogData
import TuneQLJSON

/// The compiled messages against an extract of Google's discovery document, revision 20261106.
@Suite struct TuningJobFieldTests {
    private let catalog: Catalog
    private let expected: [JSONValue]

    init() throws {
        catalog = Catalog.embedded
        let text = try Project.text(
            of: "Tests/TuneQLCatalogTests/Resources/tuning-job-fields.json"
        )
        expected = try #require(try JSONValue(parsing: text).array)
    }

    private func message(_ name: String) throws -> Message {
        let found = try catalog.message(name, provider: "google", service: "aiplatform")
        return try #require(found, "there is no message \(name)")
    }

    /// The type in the words of the extract.
    private func words(_ type: FieldType) -> String {
        switch type {
        case .string(nil): "string"
        case .string("duration"?): "string google-duration"
        case .string(let format?): "string \(format)"
        case .int64String: "string int64"
        case .timestamp: "string google-datetime"
        case .integer: "integer int32"
        case .number: "number"
        case .boolean: "boolean"
        case .enumeration: "enum"
        case .message(let name): "message \(name)"
        case .map(let value): "map of \(words(value))"
        case .array(let element): "array of \(words(element))"
        case .any: "any"
        }
    }

    @Test func `every field has its type, values and marks`() throws {
        #expect(expected.count == 368)
        for entry in expected {
            let message = try message(try #require(entry["message"]?.string))
            let name = try #require(entry["field"]?.string)
            let field = try #require(message[name], "\(message.name) has no \(name)")
            let type = try #require(entry["type"]?.string)
                .replacing("number double", with: "number").replacing(
                    "number float",
                    with: "number"
                )
            let values = entry["enum"]?.array?.compactMap(\.string) ?? []
            #expect(words(field.type) == type, "\(message.name).\(name)")
            #expect(field.type.enumValues == values, "\(message.name).\(name)")
            #expect(field.isOutputOnly == (entry["readOnly"] == true), "\(message.name).\(name)")
            #expect(field.isDeprecated == (entry["deprecated"] == true), "\(message.name).\(name)")
            #expect(field.isRequired == (entry["required"] == true), "\(message.name).\(name)")
        }
    }

    @Test func `no field is there beyond those of the service`() throws {
        var known: [String: Set<String>] = [:]
        for entry in expected {
            known[entry["message"]?.string ?? "", default: []].insert(entry["field"]?.string ?? "")
        }
        var names = ["TuningJob"]
        var seen: Set<String> = []
        var count = 0
        while let name = names.popLast() {
            guard seen.insert(name).inserted else { continue }
            let message = try message(name)
            #expect(Set(message.fields.map(\.name)) == known[name] ?? [], "\(name)")
            #expect(!message.description.isEmpty, "\(name)")
            for field in message.fields {
                count += 1
                #expect(!field.description.isEmpty, "\(name).\(field.name)")
                if let next = field.type.message { names.append(next) }
            }
        }
        #expect(seen.count == 96)
        #expect(count == 368)
    }

    @Test func `the columns of the table are the fields of the message`() throws {
        #expect(try Project.tuningJobs().columns == message("TuningJob").fields)
    }
}
