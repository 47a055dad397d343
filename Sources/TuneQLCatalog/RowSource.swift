/// The position of the rows in a method's response, and their form.
package struct RowSource: Sendable, Hashable {
    /// One step from the response towards its rows.
    package enum Step: Sendable, Hashable {
        /// The value of the member of this name.
        case member(String)
        /// Each value of an object with free keys.
        case everyValue
    }

    package enum Form: String, Sendable, Hashable {
        /// Every row is an object, whose members are the columns.
        case objects
        /// Every row is a scalar or an array, in the column ``RowSource/valueColumn``.
        case values
        /// The response is no JSON; its bytes are the column ``RowSource/contentsColumn``.
        case contents
    }

    /// The steps from the response to its rows; empty when the response is itself the row or list.
    package var steps: [Step]
    /// Whether an array of rows is at the end of the steps, rather than a single row.
    package var isList: Bool
    package var form: Form
    /// The column with the keys of the object that ``Step/everyValue`` goes through.
    package var scopeColumn: String?

    /// The only column of rows that are values.
    package static let valueColumn = "value"
    /// The only column of a row that is the response's bytes.
    package static let contentsColumn = "contents"

    /// Creates a source; by default the response is one row.
    package init(
        steps: [Step] = [],
        isList: Bool = false,
        form: Form = .objects,
        scopeColumn: String? = nil
    ) {
        self.steps = steps
        self.isList = isList
        self.form = form
        self.scopeColumn = scopeColumn
    }

    /// The array at the end of these member names: `["data", "items"]`.
    package static func list(_ names: [String]) -> RowSource {
        RowSource(steps: names.map { .member($0) }, isList: true)
    }

    /// The names of the members on the way to the rows.
    package var memberNames: [String] {
        steps.compactMap { step in
            guard case .member(let name) = step else { return nil }
            return name
        }
    }
}
