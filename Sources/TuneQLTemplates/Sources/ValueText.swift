package import TuneQLJSON
import TuneQLSyntax
import TuneQLYAML

/// A text of values, and how it is read.
package struct ValueText: Sendable {
    /// The file's name, from which imports of jsonnet start.
    package var name: String
    package var text: String
    package var language: ValueLanguage
    /// The texts of `std.extVar` in jsonnet.
    package var variables: [String: String]
    /// Whether jsonnet may import other files.
    package var importsFiles: Bool
    /// The line of the text in its file, from 0.
    package var firstLine: Int

    package init(
        name: String,
        text: String,
        language: ValueLanguage,
        variables: [String: String] = [:],
        importsFiles: Bool = true,
        firstLine: Int = 0
    ) {
        self.name = name
        self.text = text
        self.language = language
        self.variables = variables
        self.importsFiles = importsFiles
        self.firstLine = firstLine
    }

    /// The members of the object, or the values of the manifest, that the text holds.
    package func values() throws(TemplateFailure) -> JSONObject {
        let tree = try tree()
        if let object = tree.object { return object }
        if let manifest = ManifestValues.values(of: tree) { return manifest }
        throw TemplateFailure(
            "\(name): the values must be members of an object, or a manifest's list of names and props"
        )
    }

    private func tree() throws(TemplateFailure) -> JSONValue {
        switch language {
        case .json: try json()
        case .yaml: try yaml()
        case .jsonnet: try jsonnet()
        }
    }

    private func json() throws(TemplateFailure) -> JSONValue {
        do {
            return try JSONValue(parsing: text)
        } catch {
            let place = SourceText(text).location(of: error.offset)
            throw TemplateFailure(
                "\(name):\(place.line + firstLine):\(place.column): this is not JSON: "
                    + error.reason.rawValue
            )
        }
    }

    /// Few values: what aliases of a small file could make is not wanted in SQL.
    private static let limits = YAMLLimits(nodes: 1_000_000)

    private func yaml() throws(TemplateFailure) -> JSONValue {
        do {
            return try JSONValue(yaml: Array(text.utf8), limits: Self.limits)
        } catch {
            throw TemplateFailure(
                "\(name):\(error.line + firstLine): this is not YAML: \(error.reason)"
            )
        }
    }

    private func jsonnet() throws(TemplateFailure) -> JSONValue {
        guard importsFiles || !text.contains("import") else {
            throw TemplateFailure("\(name): --safe does not let jsonnet import files")
        }
        let library = try JsonnetLibrary.usual.get()
        let source = String(repeating: "\n", count: firstLine) + text
        let result = try library.evaluate(source, named: name, variables: variables)
        do {
            return try JSONValue(parsing: result)
        } catch {
            throw TemplateFailure("\(name): jsonnet made no JSON: \(error.reason.rawValue)")
        }
    }
}
