import TuneQLText

/// A column that has the name of a parameter of SELECT.
///
/// The name means the parameter: its value is what the call sends, and what the row has where the
/// call sends none. The row's own value is a column as well, called ``ownName``.
package struct SharedColumn: Sendable, Hashable {
    /// The word before the name of a column that makes it the row's own value: `row.zone`.
    package static let qualifier = "row"

    /// The position of the column among those of the resource.
    package var place: Int
    /// The column.
    package var field: Field
    /// The parameter of the same name, except for case.
    package var parameter: Parameter

    /// The name of the column with the row's own value.
    package var ownName: String { "\(Self.qualifier).\(field.name)" }

    /// Whether the values that are sent have the type of those that rows have.
    package var hasOneType: Bool {
        switch (parameter.type, field.type) {
        case (.enumeration(let sent), .enumeration(let own)): sent == own
        case (.string, .string), (.enumeration, .string), (.int64String, .int64String),
            (.int64String, .integer),
            (.integer, .integer), (.integer, .int64String), (.number, .number),
            (.boolean, .boolean), (.timestamp, .timestamp):
            true
        default: false
        }
    }
}

extension Resource {
    /// The columns that have the name of a parameter of SELECT, in their order.
    package var sharedColumns: [SharedColumn] {
        let parameters = parameters
        guard !parameters.isEmpty else { return [] }
        let names = Set(parameters.map { $0.name.lowercased() })
        return columns.enumerated().compactMap { place, field in
            guard names.contains(field.name.lowercased()) else { return nil }
            let parameter =
                parameters.first { $0.name == field.name }
                ?? parameters.first { $0.name.isSameName(as: field.name) }
            return parameter.map { SharedColumn(place: place, field: field, parameter: $0) }
        }
    }
}
