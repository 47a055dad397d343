package import TuneQLCatalog
import TuneQLSyntax

/// The schema of a copied column's JSON, which SQLite's types do not express.
///
/// A local table stores it as the name of an empty constraint, so that it is kept and dropped with
/// the column: `CONSTRAINT "google.aiplatform.tuning_jobs {string}"`.
package struct ColumnShape {
    /// The full name of the resource whose schema it is; nil when it names no message.
    package var resource: String?
    /// The type of the values; nil when the text describes none.
    package var field: FieldType?

    /// The shape of values of a type; nil when SQLite's type suffices.
    package init?(_ type: ExpressionType) {
        guard !type.isMixed, let field = type.field else { return nil }
        switch field {
        case .message, .map, .array: break
        default: return nil
        }
        self.field = field
        resource = type.resource?.id
        if resource == nil { return nil }
    }

    /// Reads a ``text``.
    package init(_ text: String) {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return }
        resource = parts[0]
        field = FieldType(columnShape: parts[1])
    }

    /// The constraint's name.
    package var text: String { "\(resource ?? "") \(field?.columnShape ?? "")" }

    /// The shapes of a table's columns, by their names in lowercase.
    package static func shapes(in createTable: String) -> [String: ColumnShape] {
        guard createTable.contains("CONSTRAINT") else { return [:] }
        return SQLText.namedConstraints(in: createTable).mapValues { ColumnShape($0) }
    }
}

extension FieldType {
    /// `Message`, `{value}`, `[element]`, or the name of a plain type; an enum is a text.
    fileprivate var columnShape: String {
        switch self {
        case .message(let name): name
        case .map(let value): "{\(value.columnShape)}"
        case .array(let element): "[\(element.columnShape)]"
        case .string, .enumeration: FieldType.string(format: nil).plainName
        case .int64String, .integer, .number, .boolean, .timestamp, .any: plainName
        }
    }

    fileprivate init?(columnShape text: String) {
        let inner = String(text.dropFirst().dropLast())
        if text.hasPrefix("{"), text.hasSuffix("}") {
            guard let value = FieldType(columnShape: inner) else { return nil }
            self = .map(value)
        } else if text.hasPrefix("["), text.hasSuffix("]") {
            guard let element = FieldType(columnShape: inner) else { return nil }
            self = .array(element)
        } else {
            self = Self.plainTypes[text] ?? .message(text)
        }
    }
}
