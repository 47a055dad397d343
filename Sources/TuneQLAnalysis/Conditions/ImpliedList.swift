package import TuneQLSyntax

/// The values that an OR leaves for a parameter: 'a' and 'b' for `zone` in
/// `zone = 'a' AND state = 'X' OR zone = 'b' AND state = 'Y'`.
///
/// SQLite offers a table the sides of an OR one by one, each without the conditions around it. As a
/// list beside the OR, the values reach the table together with those.
package struct ImpliedList: Sendable {
    /// The OR.
    package var term: Expression
    /// The parameter's column, where the OR first mentions it.
    package var column: ColumnReference
    /// The constants that the sides compare it with.
    package var values: [Expression]
}

/// The lists of all parameters to which every side of an OR gives constants.
struct ImpliedLists {
    /// A list for each of the parameters, in the order of the text.
    let lists: [ImpliedList]
    /// The combinations of their values that some side allows; nil for a single parameter.
    ///
    /// The lists alone would allow combinations that no side allows.
    let combinations: ParameterCondition?

    init?(_ term: Expression, isParameter: (ColumnReference) -> Bool) {
        let sides = term.alternatives.map { GivenConstants(of: $0, isParameter: isParameter) }
        guard sides.count > 1, let first = sides.first else { return nil }
        let common = first.values.filter { name, _ in sides.allSatisfy { $0[name] != nil } }
            .sorted { $0.value.column.range.lowerBound < $1.value.column.range.lowerBound }
        guard !common.isEmpty else { return nil }
        lists = common.map { name, given in
            ImpliedList(
                term: term,
                column: given.column,
                values: sides.flatMap { $0[name]?.values ?? [] }
            )
        }
        guard common.count > 1 else {
            combinations = nil
            return
        }
        let names = common.map(\.key)
        combinations = ParameterCondition(
            term: term,
            alternatives: sides.map { side in names.compactMap { side[$0] } }
        )
    }
}

/// The constants that an expression gives parameters wherever it is true, by the columns' names.
struct GivenConstants {
    /// A column, and the constants that it may be equal to.
    typealias Given = (column: ColumnReference, values: [Expression])

    let values: [[String]: Given]

    init(of expression: Expression, isParameter: (ColumnReference) -> Bool) {
        func given(_ part: Expression) -> [[String]: Given] {
            switch part.kind {
            case .binary(.and, let left, let right):
                return given(left).merging(given(right)) { first, _ in first }
            case .binary(.or, let left, let right):
                let right = given(right)
                return given(left).reduce(into: [:]) { both, element in
                    guard let other = right[element.key] else { return }
                    both[element.key] = (
                        element.value.column, element.value.values + other.values
                    )
                }
            default:
                guard let constants = part.constants, isParameter(constants.column) else {
                    return [:]
                }
                let name = constants.column.leadingNames.map { $0.text.lowercased() }
                return [name: constants]
            }
        }
        values = given(expression)
    }

    subscript(_ name: [String]) -> Given? { values[name] }
}

extension Expression {
    /// The constants that a term gives a column by `=` or IN; nil for another term.
    fileprivate var constants: GivenConstants.Given? {
        switch kind {
        case .binary(.equal, let left, let right):
            if case .column(let column) = left.kind, right.isPlainValue { return (column, [right]) }
            if case .column(let column) = right.kind, left.isPlainValue { return (column, [left]) }
            return nil
        case .membership(let subject, .list(let members), isNegated: false):
            guard case .column(let column) = subject.kind, members.allSatisfy(\.isPlainValue) else {
                return nil
            }
            return (column, members)
        default: return nil
        }
    }
}
