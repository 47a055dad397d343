/// What expressions can be made of at a place.
struct TypedScope {
    enum Mode {
        /// Values of single rows.
        case rows
        /// Also window functions.
        case windows
        /// Aggregates, and what the rows are grouped by.
        case aggregates
    }

    var relations: [Relation]
    var mode = Mode.rows
    /// What the rows are grouped by.
    var groupKeys: [(fragment: Fragment, type: ValueType)] = []
    /// Whether subqueries may still be begun.
    var allowsSubqueries = true

    /// The scalar types that there are values of.
    var types: [ValueType] { ValueType.scalars.filter { has($0) } }

    func has(_ type: ValueType) -> Bool { relations.contains { !$0.values(type).isEmpty } }

    /// Columns that no two rows share the values of; nil when there may be equal rows.
    var key: [Fragment]? {
        var key: [Fragment] = []
        for relation in relations {
            guard let names = relation.key else { return nil }
            key += names.map { "\(relation.alias).\($0)" }
        }
        return key
    }

    func with(_ mode: Mode) -> TypedScope {
        var scope = self
        scope.mode = mode
        return scope
    }
}
