import TuneQLCatalog
import TuneQLSyntax

/// An UPDATE or a DELETE of a resource, with the parameters that its WHERE gives.
struct ResourceChange {
    /// A condition that gives parameters their values.
    struct Key {
        enum Values {
            case one(Expression)
            case several(InSource)
        }

        /// The parameters, or the column of the row's name.
        var names: [String]
        /// The range of the parameters.
        var subject: Range<Int>
        var values: Values
        /// The range of the whole condition.
        var range: Range<Int>
    }

    let local: LocalStatement
    let target: TableReference
    let resource: Resource
    private(set) var keys: [Key] = []
    /// The conditions on the tables of an UPDATE's FROM.
    private(set) var rest: [Expression] = []

    /// Takes a statement apart.
    ///
    /// - Throws: ``QueryError`` for clauses and conditions that no request can carry.
    init(
        _ local: LocalStatement,
        of target: TableReference,
        _ resource: Resource,
        in run: StatementRun
    ) throws(QueryError) {
        (self.local, self.target, self.resource) = (local, target, resource)
        guard !resource.methods(for: verb).isEmpty else {
            throw resource.unsupported(local.verb.text, at: target.range)
        }
        try checkClauses()
        for term in local.change.condition?.conjuncts ?? [] {
            if let key = try key(term) {
                keys.append(key)
            } else if !local.from.isEmpty, ownColumns(of: term).isEmpty {
                rest.append(term)
            } else {
                throw unsendable(term, run)
            }
        }
        for value in values { try checkReadsNoRow(value) }
    }

    /// The verb of the methods that carry it out.
    var verb: Verb { local.verb == .update ? .update : .delete }

    /// The method that is called for each combination of the parameters.
    var method: Method {
        get throws(QueryError) {
            guard local.change.condition != nil else { throw missing() }
            do throws(MissingParameters) {
                return try resource.selection(for: verb, bound: keys.flatMap(\.names) + masks)
                    .method
            } catch {
                throw missing(error)
            }
        }
    }

    /// The masks that are made of the SET list.
    var masks: [String] {
        resource.methods(for: verb).compactMap(\.updateMask?.name)
    }

    private var values: [Expression] {
        local.change.assignments.map(\.value)
            + keys.flatMap { key -> [Expression] in
                switch key.values {
                case .one(let value): [value]
                case .several(.list(let members)): members
                case .several: []
                }
            }
    }
}
