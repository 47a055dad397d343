package import TuneQLCatalog
package import TuneQLSyntax
import TuneQLText

/// Conditions on parameters to which the statement gives no value.
///
/// A parameter that is not sent is NULL on every row, so `filter LIKE 'x%'` would hold for none of
/// them: an empty result that looks like a correct one.
package struct UnsentParameters {
    private let uses: [ResourceUse]
    /// The columns in conditions that are parameters of a use, and may be without a value.
    private var candidates: [(use: ResourceUse, parameter: String, range: Range<Int>)] = []
    /// The parameters that each use is given, by the use's position.
    private var given: [Int: Set<String>] = [:]
    /// The ranges of the operands of IS NULL, which tests whether a parameter has no value.
    private var questions: [Range<Int>] = []

    /// Finds the conditions.
    package init(of statement: Statement, _ uses: [ResourceUse]) {
        self.uses = uses.filter { $0.reference.arguments == nil && !$0.isUnread }
        guard !self.uses.isEmpty else { return }
        var conditions: [Range<Int>] = []
        statement.forEachQuery { query, _ in
            for core in query.body {
                conditions += (core.conditions + [core.having].compactMap { $0 }).map(\.range)
            }
        }
        statement.forEachExpression { expression, scope in
            record(expression, in: scope)
            guard case .column(let column) = expression.kind,
                conditions.contains(where: { $0.contains(column.range.lowerBound) }),
                let found = parameter(column, in: scope)
            else { return }
            candidates.append((found.use, found.name, column.range))
        }
    }

    /// The mistake of the first condition on a parameter that the statement does not send.
    package var mistake: AnalysisError? {
        let unsent = candidates.first { candidate in
            let place = candidate.use.reference.range.lowerBound
            return given[place]?.contains(candidate.parameter.lowercased()) != true
                && !questions.contains { $0.contains(candidate.range.lowerBound) }
        }
        return unsent.map { unsent in
            AnalysisError(unsent: unsent.parameter, of: unsent.use.resource, range: unsent.range)
        }
    }

    private mutating func record(_ expression: Expression, in scope: TreeScope) {
        switch expression.kind {
        case .binary(.equal, let left, let right), .binary(.is, let left, let right):
            give(left, in: scope)
            give(right, in: scope)
        case .membership(let subject, _, isNegated: false): give(subject, in: scope)
        case .isNull(let operand, isNegated: false): questions.append(operand.range)
        default: break
        }
    }

    private mutating func give(_ side: Expression, in scope: TreeScope) {
        guard case .column(let column) = side.kind, let found = parameter(column, in: scope) else {
            return
        }
        given[found.use.reference.range.lowerBound, default: []].insert(found.name.lowercased())
    }

    /// The parameter that a column names, of a resource in the innermost FROM that has one.
    private func parameter(
        _ column: ColumnReference,
        in scope: TreeScope
    ) -> (use: ResourceUse, name: String)? {
        let names = column.leadingNames
        guard names.count == column.path.count, let last = names.last else { return nil }
        for core in scope.cores {
            let tables = core.from.flatMap(\.tables)
            let uses = uses.filter { use in
                tables.contains { $0.range == use.reference.range }
                    && (names.count == 1 || use.reference.isNamed(by: names.dropLast()))
            }
            for use in uses {
                let parameter = use.resource.unspelledParameters.first {
                    $0.name.isSameName(as: last.text)
                }
                if let parameter { return (use, parameter.name) }
            }
        }
        return nil
    }
}

extension AnalysisError {
    /// The error of a condition that no row can meet, since a parameter is not sent.
    package init(unsent parameter: String, of resource: Resource, range: Range<Int>?) {
        self.init(
            .invalidValue,
            "\(parameter) is not a column of the rows, and the statement sends no value for it",
            range: range,
            help: "\(parameter) = '…' sends one; other conditions are for columns, which DESCRIBE "
                + "\(resource.id) lists"
        )
    }
}

extension TableReference {
    /// Whether names qualify its columns: its alias, or the end of its path.
    fileprivate func isNamed(by names: ArraySlice<Identifier>) -> Bool {
        if names.count == 1, let name = names.first { return exposedName.isSameName(as: name.text) }
        return alias == nil && path.count >= names.count
            && zip(path.suffix(names.count), names).allSatisfy { $0.text.isSameName(as: $1.text) }
    }
}
