package import TuneQLJSON

/// A discovery document of Google's: the description of one version of one API.
package struct DiscoveryDocument: Sendable {
    package let identity: DiscoveryIdentity
    package let title: String
    package let description: String
    /// The origin of all calls, such as `https://compute.googleapis.com`.
    let origin: String
    /// The path that precedes the path of every method: `/compute/v1/`.
    let basePath: String
    /// The URLs of the endpoints for particular locations.
    let endpoints: [String]
    /// The names of the query parameters that every method has.
    let globalParameters: Set<String>
    /// The member that wraps the bodies of requests and responses; nil when none does.
    let wrapper: String?
    /// The schemas by their names.
    package let schemas: [String: JSONValue]
    /// The methods, each collection's before those of the collections in it.
    package let methods: [DiscoveryMethod]
    /// The revision of the API, which is a date: `20261102`.
    package let revision: String
    /// The parts that cannot be read, such as schemas that are a list.
    let problems: [DocumentError]
    let position: DocumentPosition

    /// Reads the text of a document.
    ///
    /// - Parameters:
    ///   - bytes: The text, which is JSON.
    ///   - name: The name of its file, for errors.
    /// - Throws: ``DocumentError`` when it is no discovery document.
    package init(_ bytes: [UInt8], named name: String) throws(DocumentError) {
        position = DocumentPosition(document: name)
        let root: JSONValue
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
        do { root = try JSONValue(parsing: bytes) } catch {
            throw position.error(.syntax(line: Self.line(at: error.offset, in: bytes), "\(error)"))
        }
        identity = DiscoveryIdentity(
            name: try position.text("name", of: root),
            version: try position.text("version", of: root)
        )
        revision = root["revision"]?.string ?? ""
        title = root["title"]?.string ?? identity.name
        description = root["description"]?.string ?? ""
        let url = try position.text("rootUrl", of: root)
        guard let parts = Self.parts(of: url) else {
            throw position.error(.expected("a URL", for: "rootUrl"))
        }
        origin = parts.origin
        basePath = parts.path + (root["servicePath"]?.string ?? "")
        endpoints = root["endpoints"]?.array?.compactMap { $0["endpointUrl"]?.string } ?? []
        globalParameters = Set(root["parameters"]?.object?.names ?? [])
        let features = root["features"]?.array?.compactMap(\.string) ?? []
        wrapper = features.contains("dataWrapper") ? "data" : nil
        let members = root["schemas"]?.object?.members ?? []
        schemas = Dictionary(members.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        var problems: [DocumentError] = []
        _ = Self.members(of: "schemas", in: root, position, &problems)
        methods = Self.methods(of: root, in: [], position, &problems)
        self.problems = problems
    }

    private static func methods(
        of tree: JSONValue,
        in collection: [String],
        _ position: DocumentPosition,
        _ problems: inout [DocumentError]
    ) -> [DiscoveryMethod] {
        let own = members(of: "methods", in: tree, position, &problems).map {
            DiscoveryMethod(name: $0.name, collection: collection, tree: $0.value)
        }
        let resources = members(of: "resources", in: tree, position, &problems)
        return resources.reduce(into: own) { methods, member in
            let inside = position.inside("resource \(member.name)", "resources", member.name)
            guard member.value.object != nil else {
                problems.append(position.error(.expected("a mapping", for: member.name)))
                return
            }
            let names = collection + [member.name]
            methods += Self.methods(of: member.value, in: names, inside, &problems)
        }
    }

    /// The members of an object, none when it is absent; anything else is a problem.
    private static func members(
        of key: String,
        in tree: JSONValue,
        _ position: DocumentPosition,
        _ problems: inout [DocumentError]
    ) -> [JSONMember] {
        guard let value = tree[key] else { return [] }
        guard let object = value.object else {
            problems.append(position.error(.expected("a mapping", for: key)))
            return []
        }
        return object.members
    }

    /// The origin of a URL, and its path with a slash at the end.
    private static func parts(of url: String) -> (origin: String, path: String)? {
        guard let colon = url.firstRange(of: "://"), url[colon.upperBound...].first != "/" else {
            return nil
        }
        guard let slash = url[colon.upperBound...].firstIndex(of: "/") else { return (url, "/") }
        let path = String(url[slash...])
        return (String(url[..<slash]), path.hasSuffix("/") ? path : path + "/")
    }

    private static func line(at offset: Int, in bytes: [UInt8]) -> Int {
        bytes.prefix(offset).reduce(into: 1) { $0 += $1 == UInt8(ascii: "\n") ? 1 : 0 }
    }

    /// The schema of this name with its `$ref`s followed; nil when they lead nowhere.
    func schema(_ name: String) -> JSONValue? {
        var schema = schemas[name]
        for _ in 0..<32 {
            guard let next = schema?.schemaName else { return schema }
            schema = schemas[next]
        }
        return nil
    }
}
