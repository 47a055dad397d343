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
    /// Whether it is a parameter, whose value is sent to the service unchanged.
    package var isParameter = false
    /// The field of the row that it shows; nil for a parameter alone, and for a result of a query.
    package var field: String?
    /// The column with the row's own value, if the column is a parameter as well.
    var ownName: String?

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
    /// A column of a resource's rows.
    fileprivate init(_ field: Field, of resource: Resource) {
        self.init(
            name: field.name,
            type: ExpressionType(field.type, of: resource),
            isCollated: field.type == .timestamp,
            hasAffinity: true,
            owner: resource
        )
        self.field = field.name
    }

    /// A parameter of a resource that is not a column of its rows.
    fileprivate init(_ parameter: Parameter, of resource: Resource) {
        // A time is sent as it is written, so it is compared as text.
        let type = parameter.type == .timestamp ? .string(format: nil) : parameter.type
        self.init(
            name: parameter.name,
            type: ExpressionType(type, of: resource),
            isHidden: true,
            hasAffinity: true
        )
        isParameter = true
    }

    /// The column with the row's own value, if it is another one.
    var own: RelationColumn {
        guard let ownName else { return self }
        var own = self
        own.name = ownName
        own.ownName = nil
        own.isParameter = false
        own.type.isMixed = false
        return own
    }

    /// The column as a result of a query, without what it had in its table.
    var asResult: RelationColumn {
        var result = self
        result.isHidden = false
        result.isMerged = false
        result.owner = nil
        result.isParameter = false
        result.field = nil
        result.ownName = nil
        return result
    }

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
        var columns = resource.columns.map { RelationColumn($0, of: resource) }
        let shared = resource.sharedColumns
        for column in shared {
            columns[column.place].isParameter = true
            columns[column.place].ownName = column.ownName
            if !column.hasOneType { columns[column.place].type.isMixed = true }
        }
        let hidden = resource.parameters.filter { parameter in
            !columns.contains { $0.name.isSameName(as: parameter.name) }
        }
        let own = shared.map { column in
            var own = RelationColumn(column.field, of: resource)
            own.name = column.ownName
            own.isHidden = true
            return own
        }
        self.columns = columns + hidden.map { RelationColumn($0, of: resource) } + own
        self.resource = resource
    }

    /// Makes a table that is not a resource.
    package init(columns: [RelationColumn]) {
        self.columns = columns
    }
}
