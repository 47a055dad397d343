package import TuneQLCatalog
import TuneQLJSON
import TuneQLYAML

/// Reads the document of one service; what cannot be read of it is a problem, and left out.
package struct ServiceReader {
    /// The service with what could be read, and what could not.
    package struct Reading: Sendable {
        package var contents: ServiceContents
        /// With lines, where the document's text was given.
        package var problems: [DocumentProblem]
        /// The paths of the documents that were read, the service's own first.
        package var documents: [String] = []
    }

    let service: Service
    let document: ServiceDocument
    /// The `config`s of the provider's entry and of the provider, nearest first.
    var configurations: [JSONValue?] = []
    /// The resources that another document describes; nil for those of the document itself.
    var resources: JSONValue?
    private var problems: [DocumentProblem] = []

    init(service: Service, document: ServiceDocument) {
        self.service = service
        self.document = document
    }

    /// Reads the text of one service document that refers to no others.
    package static func reading(
        of service: Service,
        document bytes: [UInt8],
        named name: String
    ) throws(DocumentError) -> Reading {
        let root = try JSONValue(document: bytes, named: name)
        let position = DocumentPosition(document: name)
        var reader = ServiceReader(
            service: service,
            document: ServiceDocument(root, at: position)
        )
        var reading = try reader.reading()
        reading.problems.addLines(of: name, in: bytes)
        return reading
    }

    /// Reads all resources.
    ///
    /// - Throws: ``DocumentError`` for a document without any resources.
    mutating func reading() throws(DocumentError) -> Reading {
        var types = TypeReader(document: document)
        var resources: [Resource] = []
        var names: Set<String> = []
        for (member, position) in try members() {
            do throws(DocumentError) {
                guard names.insert(member.name.lowercased()).inserted else {
                    throw position.error(.duplicate("the resource '\(member.name)'"))
                }
                if let resource = try resource(member, at: position, types: &types) {
                    resources.append(resource)
                }
            } catch {
                add(error, resource: member.name, isLeftOut: true)
            }
        }
        for error in types.problems { add(error, resource: nil, isLeftOut: false) }
        let contents = ServiceContents(
            service: service,
            resources: resources,
            messages: types.messages
        )
        return Reading(contents: contents, problems: problems)
    }

    private func members() throws(DocumentError) -> [(JSONMember, DocumentPosition)] {
        if let resources {
            let position = document.position.at("resources")
            return try position.object("resources", of: resources).members.map { member in
                (member, position.inside("resource \(member.name)", member.name))
            }
        }
        guard let components = document.root["components"] else {
            throw document.position.error(.missing("components"))
        }
        let key = "x-stackQL-resources"
        let position = document.position.at("components", key)
        return try document.position.at("components").object(key, of: components).members
            .map { ($0, position.inside("resource \($0.name)", $0.name)) }
    }

    private mutating func resource(
        _ member: JSONMember,
        at position: DocumentPosition,
        types: inout TypeReader
    ) throws(DocumentError) -> Resource? {
        var reader = ResourceReader(
            document: document,
            service: service,
            name: member.name,
            tree: member.value,
            configurations: [document.root["x-stackQL-config"]] + configurations,
            position: position
        )
        defer { problems += reader.problems }
        return try reader.resource(reader: &types)
    }

    private mutating func add(_ error: DocumentError, resource: String?, isLeftOut: Bool) {
        problems.append(
            DocumentProblem(
                provider: service.provider,
                service: service.name,
                resource: resource,
                isLeftOut: isLeftOut,
                error: error
            )
        )
    }
}

extension [DocumentProblem] {
    /// Adds the lines of problems in one document, whose text is walked once more for them.
    mutating func addLines(of document: String, in bytes: [UInt8]) {
        let places = indices.filter { self[$0].error.document == document }
        guard !places.isEmpty else { return }
        let lines = LineFinder.lines(of: places.map { self[$0].error.pointer }, in: bytes)
        for (place, line) in zip(places, lines) { self[place].line = line }
    }
}
