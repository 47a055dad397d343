import TuneQLCatalog
import TuneQLSyntax
import TuneQLText

/// Comparisons with parameters that an OR keeps from being sent: `zone = 'a' OR status = 'X'`.
///
/// A parameter that is also a column is then the row's own value, which may be a URL where the
/// parameter is an id: the comparison holds for no row, without a word.
struct UnsentAlternatives {
    /// A warning for each parameter's first such comparison.
    private(set) var warnings: [AnalysisWarning] = []
    private let resources: [Resource]
    private let own: OwnValues
    /// The names, in lower case, of the parameters that are given values outside of an OR, or
    /// about which there is a warning already.
    private var settled: Set<String>

    init(in statement: Statement, _ uses: [ResourceUse]) {
        resources = uses.filter { !$0.isUnread }.map(\.resource)
        own = OwnValues(in: statement)
        settled = []
        guard !resources.isEmpty else { return }
        var cores: [SelectCore] = []
        statement.forEachQuery { query, _ in cores += query.body }
        for core in cores {
            let passed = ParameterConditions.terms(of: core).map(\.range)
            for term in core.conditions.flatMap(\.conjuncts) {
                settled.formUnion(given(by: term, passesLists: passed.contains(term.range)))
            }
            for item in core.from {
                guard case .using(let columns) = item.constraint else { continue }
                settled.formUnion(columns.map { $0.text.lowercased() })
            }
        }
        let terms = cores.flatMap(\.conditions).flatMap(\.conjuncts)
        for term in terms where term.alternatives.count > 1 {
            term.forEachPart { warn(about: $0) }
        }
    }

    /// The names to which a term gives a value, in lower case.
    private func given(by term: Expression, passesLists: Bool) -> Set<String> {
        if term.alternatives.count > 1 {
            guard passesLists,
                let implied = ImpliedLists(term, isParameter: { own.columnName(of: $0) != nil })
            else { return [] }
            return Set(implied.lists.compactMap { own.columnName(of: $0.column)?.lowercased() })
        }
        return Set(compared(in: term).map { $0.name.lowercased() })
    }

    /// The columns that are compared for equality.
    private func compared(in part: Expression) -> [(name: String, range: Range<Int>)] {
        let sides: [Expression] =
            switch part.kind {
            case .binary(.equal, let left, let right), .binary(.is, let left, let right):
                [left, right]
            case .membership(let subject, _, isNegated: false): [subject]
            default: []
            }
        return sides.flatMap(\.members).compactMap { side in
            guard case .column(let column) = side.kind,
                column.leadingNames.count == column.path.count,
                let name = own.columnName(of: column)
            else { return nil }
            return (name, column.range)
        }
    }

    private mutating func warn(about part: Expression) {
        for (name, range) in compared(in: part) where !settled.contains(name.lowercased()) {
            let shared = resources.first { resource in
                resource.sharedColumns.contains { $0.field.name.isSameName(as: name) }
            }
            let unspelled = resources.first { resource in
                resource.unspelledParameters.contains { $0.name.isSameName(as: name) }
            }
            guard shared != nil || unspelled != nil else { continue }
            settled.insert(name.lowercased())
            let advice = "give \(name) a value beside the OR or on each of its sides"
            warnings.append(
                AnalysisWarning(
                    "this OR keeps \(name) from being sent, so that "
                        + (shared.map { "it is compared with what the rows of \($0.name) hold" }
                            ?? "the comparison never holds"),
                    range: range,
                    help: shared == nil
                        ? advice : "\(advice); row.\(name) says that the row's own value is meant"
                )
            )
        }
    }
}
