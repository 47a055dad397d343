extension TemplateExpression {
    /// The place in the text, as far as the expression knows it.
    var range: Range<Int>? {
        switch self {
        case .name(_, _, let range), .dashed(_, _, let range), .member(_, _, let range),
            .element(_, _, let range), .slice(_, _, let range), .object(_, let range),
            .negative(_, let range), .arithmetic(_, _, _, let range),
            .comparison(_, _, let range):
            range
        case .filter(let operand, let call), .test(let operand, let call, _),
            .call(let operand, let call):
            Self.union(operand.range, call.range)
        case .literal: nil
        default: parts.reduce(nil as Range<Int>?) { Self.union($0, $1.range) }
        }
    }

    private static func union(_ one: Range<Int>?, _ other: Range<Int>?) -> Range<Int>? {
        guard let one, let other else { return one ?? other }
        return min(one.lowerBound, other.lowerBound)..<max(one.upperBound, other.upperBound)
    }
}
