/// The tables of the schema `catalog` that describe what can be queried.
package enum CatalogRelation: String, CaseIterable, Sendable {
    case providers, services, resources, methods, parameters, columns
    case messages, fields, problems
    case enumValues = "enum_values"

    /// A column that narrows the rows to one provider, service, resource or message.
    enum Key: Int, CaseIterable {
        case provider, service, name
    }

    /// The column of each key that the table has.
    var keys: [Key: String] {
        switch self {
        case .providers: [.provider: "name"]
        case .services: [.provider: "provider", .service: "name"]
        case .resources, .messages: [.provider: "provider", .service: "service", .name: "name"]
        case .methods, .parameters, .columns:
            [.provider: "provider", .service: "service", .name: "resource"]
        case .fields, .enumValues:
            [.provider: "provider", .service: "service", .name: "message"]
        case .problems: [.provider: "provider", .service: "service"]
        }
    }

    /// Whether the third key is the name of a message, which has to be spelled exactly.
    var isOfMessages: Bool {
        switch self {
        case .messages, .fields, .enumValues: true
        default: false
        }
    }

    /// The number of columns, from the first, that identify a row.
    var identityLength: Int {
        switch self {
        case .providers: 1
        case .services: 2
        case .resources, .messages: 3
        case .methods, .columns, .fields: 4
        case .parameters, .enumValues: 5
        case .problems: 7
        }
    }

    /// The names of the columns, in their order.
    var columnNames: [String] { columns.map(\.name) }

    /// The columns in SQL.
    var declaration: String {
        let columns = columns.map { "\"\($0.name)\" \($0.type)" }.joined(separator: ", ")
        return "CREATE TABLE \(rawValue)(\(columns))"
    }

    /// The columns of the name or text `NAME`, and integers.
    private var columns: [(name: String, type: String)] {
        switch self {
        case .providers: Self.list("NAME version title description authorization")
        case .services: Self.list("PROVIDER NAME version title description document aliases")
        case .resources:
            Self.list(
                """
                PROVIDER SERVICE NAME id title description name_column name_template state_column \
                terminal_states success_states error_column aliases
                """
            )
        case .methods:
            Self.list(
                """
                PROVIDER SERVICE RESOURCE position# NAME SQL_VERB http_method path \
                required_parameters optional_parameters request_message body_member \
                response_message items_path page_scheme page_rule partial_response# \
                host_parameter hosts host_otherwise host_fallback description ignorable quota \
                answer_names success_states whole_items# operation collection
                """
            )
        case .parameters:
            Self.list(
                """
                PROVIDER SERVICE RESOURCE method_position# position# METHOD NAME location type \
                is_required# default_value description shape
                """
            )
        case .columns: Self.list("PROVIDER SERVICE RESOURCE position# \(Self.field) source")
        case .messages: Self.list("PROVIDER SERVICE name description")
        case .fields: Self.list("PROVIDER SERVICE message position# \(Self.field)")
        case .enumValues: Self.list("PROVIDER SERVICE message field position# value")
        case .problems:
            Self.list("PROVIDER SERVICE RESOURCE METHOD document line# reason is_left_out#")
        }
    }

    private static let field =
        "NAME type is_output_only# is_required# is_deprecated# description shape"

    /// Columns from their names: in capitals those of names in any case, with `#` integers.
    private static func list(_ names: String) -> [(name: String, type: String)] {
        names.split(separator: " ").map { name in
            if name.hasSuffix("#") { return (String(name.dropLast()), "INTEGER") }
            let isName = name.first?.isUppercase == true
            return (name.lowercased(), isName ? "TEXT COLLATE NOCASE" : "TEXT")
        }
    }
}
