import TuneQLJSON
import TuneQLTemplates
import TuneQLText
import TuneQLYAML

extension StackManifest {
    /// Reads a manifest.
    ///
    /// - Parameters:
    ///   - bytes: The YAML text.
    ///   - file: The file's name, for messages.
    ///   - folder: The stack's name if the manifest has none.
    /// - Throws: ``StackError`` with the line of the mistake.
    package init(yaml bytes: [UInt8], file: String, folder: String) throws(StackError) {
        let tree: JSONValue
        do {
            tree = try JSONValue(yaml: bytes)
        } catch {
            throw StackError(.stack, "\(error.reason)", file: file, line: error.line)
        }
        do throws(ManifestProblem) {
            var reader = ManifestReader(bytes: bytes, file: file)
            self = try reader.manifest(ManifestNode(value: tree, pointer: []), folder: folder)
        } catch {
            throw StackError(
                .stack,
                error.message,
                help: error.help,
                file: file,
                line: LineFinder.lines(of: [error.pointer], in: bytes)[0]
            )
        }
    }
}

/// Makes the model of a tree, one function for each kind of node.
private struct ManifestReader {
    let bytes: [UInt8]
    let file: String
    var warnings: [String] = []

    init(bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
    }

    mutating func manifest(
        _ node: ManifestNode,
        folder: String
    ) throws(ManifestProblem) -> StackManifest {
        if node.value.array != nil { return try skeleton(node, folder: folder) }
        guard node.value.object != nil else {
            throw node.problem("a manifest is a mapping with the key resources")
        }
        check(node, Self.manifestKeys)
        var manifest = StackManifest(name: try node.text(of: "name") ?? folder)
        for provider in try node.list("providers") {
            manifest.providers.append(try provider.text("a provider"))
        }
        for global in try node.list("globals") {
            manifest.globals.append(try property(global, of: "globals"))
        }
        for element in try node.list("resources") {
            manifest.resources.append(try resource(element))
        }
        for export in try node.list("exports") {
            manifest.exports.append(try export.text("an export"))
        }
        manifest.warnings = warnings
        return manifest
    }

    /// A list of resources, as `tuneql manifest` prints it: objects are lists of names and values.
    private mutating func skeleton(
        _ node: ManifestNode,
        folder: String
    ) throws(ManifestProblem) -> StackManifest {
        var manifest = StackManifest(name: folder)
        for element in try node.elements("a manifest") {
            var resource = try resource(element)
            for index in resource.properties.indices {
                resource.properties[index].value =
                    resource.properties[index].value.map(ManifestValues.value)
            }
            manifest.resources.append(resource)
        }
        manifest.warnings = warnings
        return manifest
    }

    private static let manifestKeys = [
        "version", "name", "description", "providers", "globals", "resources", "exports",
    ]
    private static let resourceKeys = [
        "name", "type", "file", "sql", "run", "if", "props", "exports", "protected", "auth",
        "skip_validation", "description", "return_vals",
    ]

    private mutating func resource(_ node: ManifestNode) throws(ManifestProblem) -> StackResource {
        guard node.value.object != nil, let name = try node.text(of: "name") else {
            throw node.problem("a resource has no name", help: "add  name: …")
        }
        check(node, Self.resourceKeys)
        var resource = StackResource(name: name)
        resource.kind = try kind(of: node, name)
        resource.file = try node.text(of: "file")
        resource.sql = try node.text(of: "sql")
        resource.run = try node.text(of: "run")
        resource.condition = node.member("if")?.value
        resource.auth = node.member("auth")?.value
        resource.line = line(of: node)
        if let skips = node.member("skip_validation") {
            guard let value = skips.value.bool else {
                throw skips.problem("skip_validation must be true or false")
            }
            resource.skipsValidation = value
        }
        for element in try node.list("props") {
            resource.properties.append(try property(element, of: "props"))
        }
        resource.exports = try exports(of: node)
        for element in try node.list("protected") {
            resource.protected.append(try element.text("a protected name"))
        }
        return resource
    }

    private func kind(of node: ManifestNode, _ name: String) throws(ManifestProblem)
        -> StackResource.Kind
    {
        guard let member = node.member("type") else { return .resource }
        let word = try member.text("type")
        if let kind = StackResource.Kind(rawValue: word) { return kind }
        let kinds = StackResource.Kind.allCases.map(\.rawValue)
        let nearest = Suggestion.nearest(to: word, among: kinds)
        throw member.problem(
            "\(name) has the unknown type \(word)",
            help: nearest.map { "did you mean \($0)?" }
                ?? "types are \(kinds.joined(separator: ", "))"
        )
    }

    private func property(
        _ node: ManifestNode,
        of list: String
    ) throws(ManifestProblem) -> StackProperty {
        guard node.value.object != nil, let name = try node.text(of: "name") else {
            throw node.problem("an element of \(list) has no name", help: "add  name: …")
        }
        var property = StackProperty(name: name, value: node.value["value"], line: line(of: node))
        if let values = node.member("values") {
            guard let object = values.value.object else {
                throw values.problem("values must be a mapping from environments to values")
            }
            property.values = object
        }
        for element in try node.list("merge") {
            property.merge.append(try element.text("a name to merge"))
        }
        return property
    }

    private func exports(of node: ManifestNode) throws(ManifestProblem) -> [StackExport] {
        var exports: [StackExport] = []
        for element in try node.list("exports") {
            guard let pairs = element.value.object else {
                let name = try element.text("an export")
                exports.append(StackExport(column: name, name: name))
                continue
            }
            for pair in pairs.members {
                guard case .string(let name) = pair.value else {
                    throw element.problem("an export is a name, or column: name")
                }
                exports.append(StackExport(column: pair.name, name: name))
            }
        }
        return exports
    }

    private func line(of node: ManifestNode) -> Int? {
        LineFinder.lines(of: [node.pointer], in: bytes)[0]
    }

    /// Warns of keys that mean nothing.
    private mutating func check(_ node: ManifestNode, _ keys: [String]) {
        for name in node.value.object?.names ?? [] where !keys.contains(name) {
            let line = LineFinder.lines(of: [node.pointer + [name]], in: bytes)[0]
            let nearest = Suggestion.nearest(to: name, among: keys)
            warnings.append(
                "\(file):\(line ?? 1): warning: the key \(name) is not known and ignored"
                    + (nearest.map { "; did you mean \($0)?" } ?? "")
            )
        }
    }
}
