package import TuneQLSyntax

/// A term of a WHERE or ON that reads only parameters and constants.
package struct ParameterCondition: Sendable {
    /// The term.
    package var term: Expression
    /// Every mention of a column in it, in the order of the text.
    package var references: [ColumnReference]

    /// The columns, each once.
    package var columns: [ColumnReference] {
        references.enumerated().filter { column($0.element) == $0.offset }.map(\.element)
    }

    /// The number of a reference's column among ``columns``.
    package func number(of reference: ColumnReference) -> Int {
        columns.firstIndex { $0.spelling == reference.spelling } ?? 0
    }

    private func column(_ reference: ColumnReference) -> Int? {
        references.firstIndex { $0.spelling == reference.spelling }
    }
}

extension ColumnReference {
    fileprivate var spelling: [String] { leadingNames.map { $0.text.lowercased() } }
}
