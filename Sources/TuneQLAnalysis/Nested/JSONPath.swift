import TuneQLCatalog
package import TuneQLSyntax

/// A constant path into a column, as SQLite's operators and functions take it.
package struct JSONPath {
    /// The column.
    package var column: ColumnReference
    /// The names that lead to the value; ``other`` for anything but a plain name, such as an index.
    package var names: [String]

    /// A name that no field has: fields after it are not requested by name.
    package static let other = ""

    /// `column -> 'a' ->> '$.b'`, `json_extract(column, '$.a.b')`, or the column alone.
    package init?(_ expression: Expression) {
        switch expression.kind {
        case .column(let reference): self.init(column: reference, names: [])
        case .binary(.arrow, let left, let right), .binary(.doubleArrow, let left, let right):
            guard let path = JSONPath(left), let names = Self.step(right) else { return nil }
            self.init(column: path.column, names: path.names + names)
        case .function(let call)
        where call.name.text.lowercased() == "json_extract" && call.arguments.count == 2:
            guard case .column(let reference) = call.arguments[0].kind,
                case .literal(.string(let text)) = call.arguments[1].kind
            else { return nil }
            self.init(column: reference, names: Self.names(in: text))
        default: return nil
        }
    }

    private init(column: ColumnReference, names: [String]) {
        self.column = column
        self.names = names
    }

    private static func step(_ expression: Expression) -> [String]? {
        switch expression.kind {
        case .literal(.string(let text)): text.hasPrefix("$") ? names(in: text) : [text]
        case .literal(.number): [other]
        default: nil
        }
    }

    /// The names in a path such as `$.a.b`, up to the first step that is not a plain name.
    package static func names(in path: String) -> [String] {
        let names = path.split(separator: ".", omittingEmptySubsequences: false)
        guard names.first == "$" else { return [other] }
        return names.dropFirst().map(String.init)
    }
}

extension TypeInference {
    /// The type at a path into a column; nil where the schema does not define it.
    func type(at path: JSONPath, in scope: TreeScope) -> FieldType? {
        guard let resolved = resolve(path.column, in: scope), resolved.steps.isEmpty,
            let resource = resolved.column.type.resource
        else { return nil }
        var type = resolved.column.type.field
        for name in path.names {
            switch type {
            case .message(let messageName): type = message(messageName, resource)?[name]?.type
            case .map(let value): type = value
            default: return nil
            }
        }
        return type
    }
}
