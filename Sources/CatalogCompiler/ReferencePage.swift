package import TuneQLCatalog
import TuneQLJSON

/// The reference page of a resource, in Markdown.
package struct ReferencePage: Sendable {
    /// The resource's id, which is also the file's name.
    package let name: String
    package let text: String

    /// The pages of the resources in a catalog that are described throughout.
    package static func pages(of catalog: Catalog) throws(CatalogError) -> [ReferencePage] {
        var pages: [ReferencePage] = []
        for provider in try catalog.providers() {
            for service in try catalog.services(of: provider.name) {
                for resource in try catalog.resources(of: provider.name, service: service.name)
                where resource.isDescribed {
                    pages.append(try ReferencePage(resource, in: catalog))
                }
            }
        }
        return pages
    }

    init(_ resource: Resource, in catalog: Catalog) throws(CatalogError) {
        let messages = try ReachableMessages(of: resource, in: catalog)
        name = resource.id
        text = """
            <!-- Made from the provider document; change that, not this. -->

            # \(resource.id)

            \(resource.description)

            \(Self.columns(of: resource, messages))
            \(Self.parameters(of: resource))
            \(Self.methods(of: resource))
            \(ReferenceExamples(resource, messages: messages).text)
            \(Self.messages(messages))
            """
    }
}

extension ReferencePage {
    private static func columns(of resource: Resource, _ messages: ReachableMessages) -> String {
        """
        ## Columns

        | Name | Type | Description |
        |---|---|---|
        \(rows(resource.columns, messages))

        """
    }

    private static func parameters(of resource: Resource) -> String {
        let lines = resource.parameters.map { parameter in
            let methods = resource.methods(for: .select)
                .filter { $0.requiredParameters.contains(parameter.name) }.map(\.name)
            let use = methods.isEmpty ? "" : "required by \(methods.joined(separator: ", "))"
            return "| `\(parameter.name)` | \(parameter.type.kind) | \(use) | "
                + "\(cell(parameter.description)) |"
        }
        return """
            ## Parameters

            Columns that `*` leaves out; give them in `WHERE`.

            | Name | Type | Use | Description |
            |---|---|---|---|
            \(lines.joined(separator: "\n"))

            """
    }

    private static func methods(of resource: Resource) -> String {
        let lines = resource.methods.map { method in
            let required = method.requiredParameters.map { "`\($0)`" }.joined(separator: ", ")
            return "| `\(method.name)` | \(method.verb.rawValue.uppercased()) | "
                + "`\(method.httpMethod) \(method.path)` | \(required) | "
                + "\(cell(method.description)) |"
        }
        return """
            ## Methods

            | Name | Statement | Request | Required parameters | Description |
            |---|---|---|---|---|
            \(lines.joined(separator: "\n"))

            """
    }

    private static func messages(_ messages: ReachableMessages) -> String {
        guard !messages.all.isEmpty else { return "" }
        let sections = messages.all.map { message in
            let fields =
                message.fields.isEmpty
                ? ""
                : "\n| Name | Type | Description |\n|---|---|---|\n\(rows(message.fields, messages))\n"
            return "### \(message.name)\n\n\(message.description)\n\(fields)"
        }
        return "## Nested objects\n\n" + sections.joined(separator: "\n")
    }

    private static func rows(_ fields: [Field], _ messages: ReachableMessages) -> String {
        fields.map { field in
            var remarks: [String] = []
            if field.isRequired { remarks.append("Required.") }
            if field.isOutputOnly { remarks.append("Output only.") }
            if field.isDeprecated { remarks.append("Deprecated.") }
            let values = field.type.enumValues.map { "`\($0)`" }.joined(separator: ", ")
            if !values.isEmpty { remarks.append("One of \(values).") }
            let description = ([cell(field.description)] + remarks).joined(separator: " ")
            return "| `\(field.name)` | \(field.type.reference(to: messages)) | \(description) |"
        }
        .joined(separator: "\n")
    }

    /// Text that is safe in a table cell.
    private static func cell(_ text: String) -> String {
        text.replacing("|", with: "\\|").replacing("\n", with: " ")
    }
}

extension Resource {
    /// Whether all of its columns have descriptions, and its methods are those of one collection.
    fileprivate var isDescribed: Bool {
        !columns.isEmpty && aliases.isEmpty && columns.allSatisfy { !$0.description.isEmpty }
    }
}

extension FieldType {
    /// The type, with links to the messages on the page.
    fileprivate func reference(to messages: ReachableMessages) -> String {
        switch self {
        case .message(let name):
            messages.heading(of: name).map { "[\(name)](#\(Self.anchor($0)))" } ?? name
        case .array(let element): "array of \(element.reference(to: messages))"
        case .map(let value): "object of \(value.reference(to: messages))"
        case .int64String: "int64"
        case .string("byte"?): "base64 string"
        case .string(let format?): "\(format) string"
        default: kind
        }
    }

    private static func anchor(_ name: String) -> String {
        name.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    }
}
