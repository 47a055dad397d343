package import TuneQLSyntax

/// A condition that reads only parameters and constants.
package struct ParameterCondition: Sendable {
    /// A part of its text.
    package enum Piece: Sendable {
        /// The statement's text in a range.
        case source(Range<Int>)
        /// A column.
        case column(ColumnReference)
        /// Other SQL.
        case sql(String)
    }

    /// The term of a WHERE or ON that it is, or follows from.
    package var term: Expression
    /// Its text.
    package var pieces: [Piece]

    /// A term as it stands, with every mention of a column in it, in the order of the text.
    init(term: Expression, references: [ColumnReference]) {
        self.term = term
        var offset = term.range.lowerBound
        pieces = []
        for reference in references {
            pieces += [.source(offset..<reference.range.lowerBound), .column(reference)]
            offset = reference.range.upperBound
        }
        pieces.append(.source(offset..<term.range.upperBound))
    }

    /// The combinations of values that an OR allows: for each side the columns and their values.
    init(term: Expression, alternatives: [[GivenConstants.Given]]) {
        self.term = term
        pieces = []
        for (number, side) in alternatives.enumerated() {
            pieces.append(.sql(number == 0 ? "(" : ") OR ("))
            for (place, given) in side.enumerated() {
                if place > 0 { pieces.append(.sql(" AND ")) }
                pieces += [.column(given.column), .sql(" IN (")]
                for (index, value) in given.values.enumerated() {
                    if index > 0 { pieces.append(.sql(", ")) }
                    pieces.append(.source(value.range))
                }
                pieces.append(.sql(")"))
            }
        }
        pieces.append(.sql(")"))
    }

    /// The columns, each once.
    package var columns: [ColumnReference] {
        var seen: Set<[String]> = []
        return pieces.compactMap { piece in
            guard case .column(let column) = piece, seen.insert(column.spelling).inserted else {
                return nil
            }
            return column
        }
    }

    /// The number of a reference's column among ``columns``.
    package func number(of reference: ColumnReference) -> Int {
        columns.firstIndex { $0.spelling == reference.spelling } ?? 0
    }
}

extension ColumnReference {
    fileprivate var spelling: [String] { leadingNames.map { $0.text.lowercased() } }
}
