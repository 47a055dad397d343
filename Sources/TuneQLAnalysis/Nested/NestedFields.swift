import TuneQLCatalog
import TuneQLSyntax
import TuneQLText

/// The dotted references of a statement that lead into columns, or to rows' own values.
struct NestedFields {
    private struct Place {
        var reference: ColumnReference
        var column: ResolvedColumn
        /// Nil where the reference ends with the column.
        var field: NestedField?
    }

    private var places: [Place] = []
    /// The errors of references to fields that do not exist.
    private(set) var errors: [AnalysisError] = []

    /// Finds the references.
    init(
        in statement: Statement,
        _ types: TypeInference,
        message: (String, Resource) throws(AnalysisError) -> Message?
    ) {
        statement.forEachColumnReference { reference, scope in
            do throws(AnalysisError) {
                try resolve(reference, in: scope, types, message)
            } catch {
                errors.append(error)
            }
        }
    }

    private mutating func resolve(
        _ reference: ColumnReference,
        in scope: TreeScope,
        _ types: TypeInference,
        _ message: (String, Resource) throws(AnalysisError) -> Message?
    ) throws(AnalysisError) {
        guard reference.path.count > 1 else { return }
        guard let column = types.resolve(reference, in: scope) else {
            return try Self.suggest(reference, types.candidates(for: reference, in: scope))
        }
        guard !column.steps.isEmpty else {
            if column.isRenamed { places.append(Place(reference: reference, column: column)) }
            return
        }
        let field = try NestedField(column) { (name) throws(AnalysisError) in
            guard let resource = column.column.type.resource else { return nil }
            return try message(name, resource)
        }
        places.append(Place(reference: reference, column: column, field: field))
    }

    /// Throws when an unknown name resembles that of a column with fields.
    private static func suggest(
        _ reference: ColumnReference,
        _ candidates: [String]
    ) throws(AnalysisError) {
        let names = reference.leadingNames
        guard names.count == 2, !candidates.isEmpty,
            let nearest = Suggestion.nearest(to: names[0].text, among: candidates)
        else { return }
        throw AnalysisError(
            .unknownName,
            "no such column: \(names[0].text)",
            range: names[0].range,
            help: "did you mean \(nearest)?"
        )
    }

    /// Whether a reference leads into a column.
    func contains(_ reference: ColumnReference) -> Bool {
        places.contains { $0.field != nil && $0.reference.range == reference.range }
    }

    /// Adds the changes that turn the references into SQL.
    func write(to rewriting: inout Rewriting) {
        for place in places {
            let column = place.column
            if column.isRenamed {
                rewriting.replace(column.range, with: column.column.name.quotedAsName)
            }
            guard let sql = place.field?.sql else { continue }
            let range = place.reference.range
            rewriting.enclose(range, in: sql.before, "")
            rewriting.replace(column.range.upperBound..<range.upperBound, with: sql.after)
        }
    }
}
