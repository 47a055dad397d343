import Testing
import TuneQLJSON

/// A discovery document with one fault, and what becomes of it.
struct BrokenDiscovery: Sendable, CustomTestStringConvertible {
    /// What the catalog has of the document.
    enum Fate: Sendable {
        /// Nothing; the file is named.
        case absent
        /// Everything but the method `list`, which is named.
        case withoutList
        /// The service, some part of which is read in part.
        case poorer
        /// Everything: the fault hinders nobody.
        case whole
    }

    let name: String
    let fate: Fate
    let bytes: @Sendable () throws -> [UInt8]

    var testDescription: String { name }

    /// A document that can be read.
    static let text: String = {
        var sample = DiscoverySample(
            schemas: [
                "List": object("List", ["jobs": list(of: schema("Job"))]),
                "Job": object("Job", ["id": text_, "count": ["type": "integer"]]),
            ]
        )
        sample.name = "broken"
        sample.add("jobs.list", "GET", "v1/jobs", parameters: ["filter": query], response: "List")
        sample.add("jobs.get", "GET", "v1/jobs/{id}", parameters: ["id": id], response: "Job")
        return String(decoding: sample.bytes, as: UTF8.self)
    }()

    private static let text_: JSONValue = ["type": "string"]
    private static let id: JSONValue = ["location": "path", "type": "string", "required": true]

    /// Another text in place of the document.
    static func other(_ name: String, _ bytes: @escaping @Sendable () -> [UInt8]) -> Self {
        Self(name: name, fate: .absent, bytes: bytes)
    }

    /// The document with a part replaced.
    static func replacing(
        _ old: String,
        with new: String,
        _ name: String,
        _ fate: Fate
    ) -> Self {
        Self(name: name, fate: fate) {
            try #require(text.contains(old), "the document does not hold \(old)")
            var changed = text
            let range = try #require(changed.firstRange(of: old))
            changed.replaceSubrange(range, with: new)
            return Array(changed.utf8)
        }
    }
}
