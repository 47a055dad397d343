package import TuneQLCatalog
import TuneQLSyntax
import TuneQLText

/// A column as the rest of a statement sees it.
package struct RelationColumn: Sendable {
    /// The name; empty for an expression without one.
    package var name: String
    /// The type of its values.
    package var type: ExpressionType
    /// Whether `*` leaves it out.
    package var isHidden = false
    /// Whether SQLite compares it as a time without a COLLATE.
    var isCollated = false
    /// Whether it has the affinity of its declaration.
    package var hasAffinity = false
    /// Whether USING or NATURAL merges it into an earlier table's column, so that `*` omits it.
    var isMerged = false
    /// Whether it represents any number of unknown columns.
    var isRest = false
    /// The resource that the column itself belongs to; nil for a result of a query.
    package var owner: Resource?

    /// Makes a column.
    package init(
        name: String,
        type: ExpressionType,
        isHidden: Bool = false,
        isCollated: Bool = false,
        hasAffinity: Bool = false,
        owner: Resource? = nil
    ) {
        self.name = name
        self.type = type
        self.isHidden = isHidden
        self.isCollated = isCollated
        self.hasAffinity = hasAffinity
        self.owner = owner
    }
}

extension RelationColumn {
    /// Any number of unknown columns.
    package static let rest: RelationColumn = {
        var column = RelationColumn(name: "", type: .untyped)
        column.isRest = true
        return column
    }()
}

/// The columns of a table, view, subquery or common table.
package struct Relation: Sendable {
    /// The columns, in their order.
    package var columns: [RelationColumn] = []
    /// The resource, if it is one; nil for everything else.
    package var resource: Resource?
    /// Whether it is a table of the session's own databases.
    package var isLocalTable = false

    /// A table of which nothing is known.
    package static let unknown = Relation(columns: [.rest])

    /// Whether it may have more columns than are known.
    package var isOpen: Bool { columns.contains(where: \.isRest) }

    /// The first column with a name.
    package func column(_ name: String) -> RelationColumn? {
        columns.first { !$0.isRest && $0.name.isSameName(as: name) }
    }

    /// The columns of a resource: those of its rows, then the parameters.
    package init(_ resource: Resource) {
        let columns = resource.columns.map { field in
            RelationColumn(
                name: field.name,
                type: ExpressionType(field.type, of: resource),
                isCollated: field.type == .timestamp,
                hasAffinity: true,
                owner: resource
            )
        }
        let hidden = resource.parameters.filter { parameter in
            !columns.contains { $0.name.isSameName(as: parameter.name) }
        }
        self.columns =
            columns
            + hidden.map {
                RelationColumn(
                    name: $0.name,
                    type: ExpressionType($0.type, of: resource),
                    isHidden: true,
                    hasAffinity: true
                )
            }
        self.resource = resource
    }

    /// Makes a table that is not a resource.
    package init(columns: [RelationColumn]) {
        self.columns = columns
    }
}
