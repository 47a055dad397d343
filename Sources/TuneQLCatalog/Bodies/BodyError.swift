package import TuneQLJSON

/// A value that a request cannot carry.
package struct BodyError: Error, Sendable, Hashable {
    /// The reason for refusing the value.
    package enum Reason: Sendable, Hashable {
        /// Neither a parameter nor a property has the name; the candidates are the existing names.
        case unknown(candidates: [String])
        /// The service sets it.
        case outputOnly
        case missing
        /// A property is given twice, perhaps as `x` and `data__x`, or in two spellings.
        case duplicate
        case notJSON(JSONError)
        /// JSON or SQL of the wrong kind; both are words such as `an object`.
        case wrongKind(expected: String, found: String)
        /// Text outside an enumeration's values.
        case notAmong(value: String, values: [String])
        /// A number out of range, or text that is not a valid number, time or base64.
        case malformed(expected: String)
        /// A path parameter that is NULL.
        case null
        /// A SET names a parameter.
        case parameter
        /// A dotted name leads into a value without fields; `type` is such as `text`.
        case noFields(type: String)
        /// Only the tag of the version is set, so that no field changes.
        case noChange
        /// The method takes no body at all.
        case noBody
        case catalog(CatalogError)
    }

    /// The path of the value: `supervisedTuningSpec.trainingDatasetUri`, or `contents[0].role`.
    package var path: String
    package var reason: Reason

    package init(path: String, reason: Reason) {
        self.path = path
        self.reason = reason
    }

    /// Whether the path is that of a column, spelt `x`, `data__x` or `x.y`, or leads into it.
    package func concerns(_ column: String) -> Bool {
        let (path, column) = (path.lowercased(), column.lowercased())
        let name =
            column.hasPrefix(FieldPath.prefix) && !path.hasPrefix(FieldPath.prefix)
            ? String(column.dropFirst(FieldPath.prefix.count)) : column
        return path == name || path.hasPrefix(name + ".") || path.hasPrefix(name + "[")
    }
}

extension BodyError: CustomStringConvertible {
    package var description: String {
        switch reason {
        case .unknown: "there is no '\(path)'"
        case .outputOnly: "'\(path)' is set by the service and cannot be specified"
        case .missing: "'\(path)' is required"
        case .duplicate: "'\(path)' is given twice"
        case .notJSON(let error):
            "'\(path)' is not JSON: \(error.reason.rawValue) (at byte \(error.offset))"
        case .wrongKind(let expected, let found): "'\(path)' must be \(expected), not \(found)"
        case .notAmong(let value, let values):
            "'\(path)' cannot be '\(value)'; it must be one of \(values.joined(separator: ", "))"
        case .malformed(let expected): "'\(path)' must be \(expected)"
        case .null: "'\(path)' is NULL"
        case .parameter: "'\(path)' is a parameter, not a field: give its value in WHERE"
        case .noFields(let type): "'\(path)' is \(type), without fields"
        case .noChange: "'\(path)' alone changes nothing: SET names no other field"
        case .noBody: "'\(path)' cannot be specified: the method takes only parameters"
        case .catalog(let error): error.description
        }
    }
}
