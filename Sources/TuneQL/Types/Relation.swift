import TuneQLCatalog
import TuneQLText

/// A column as the rest of a statement sees it.
struct RelationColumn: Sendable {
    var name: String
    var type: ExpressionType
    /// Whether `*` leaves it out.
    var isHidden = false
    /// Whether SQLite compares it as a time without being told.
    var isCollated = false
    /// Whether it has the affinity of its declaration.
    var hasAffinity = false
    /// Whether a USING or NATURAL shows it as a column of a table before, so that `*` leaves it out.
    var isMerged = false
    /// Whether it stands for columns that nobody knows, of any number.
    var isRest = false
    /// The resource that the column itself belongs to; nil behind a query.
    var owner: Resource?
}

extension RelationColumn {
    static let rest: RelationColumn = {
        var column = RelationColumn(name: "", type: .untyped)
        column.isRest = true
        return column
    }()
}

/// The columns of a table, view, subquery or common table.
struct Relation: Sendable {
    var columns: [RelationColumn] = []
    /// The resource that it is; nil for everything else.
    var resource: Resource?
    /// Whether it is a table of the session's own databases.
    var isLocalTable = false

    /// A table of which nothing is known.
    static let unknown = Relation(columns: [.rest])

    /// Whether it may have more columns than are known.
    var isOpen: Bool { columns.contains(where: \.isRest) }

    /// The first column of a name.
    func column(_ name: String) -> RelationColumn? {
        columns.first { !$0.isRest && $0.name.isSameName(as: name) }
    }

    /// The columns of a resource: those of its rows, then the parameters.
    init(_ resource: Resource) {
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

    init(columns: [RelationColumn]) {
        self.columns = columns
    }
}
