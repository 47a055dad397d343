package import TuneQLJSON

/// An expression of a template, and its place in the text.
package indirect enum TemplateExpression: Sendable {
    case literal(JSONValue)
    /// A name; `isRooted` for `.name`, as Go's templates write it.
    case name(String, isRooted: Bool, Range<Int>)
    /// `my-name`: a value of that name if there is one, and a difference otherwise.
    case dashed(String, TemplateExpression, Range<Int>)
    case member(TemplateExpression, String, Range<Int>)
    case element(TemplateExpression, TemplateExpression, Range<Int>)
    /// `list[start:end:step]`, in this order.
    case slice(TemplateExpression, [TemplateExpression?], Range<Int>)
    case list([TemplateExpression])
    case object([(key: TemplateExpression, value: TemplateExpression)], Range<Int>)
    case filter(TemplateExpression, TemplateCall)
    case test(TemplateExpression, TemplateCall, isNegated: Bool)
    /// A function, or a method of a value.
    case call(TemplateExpression, TemplateCall)
    case not(TemplateExpression)
    case and(TemplateExpression, TemplateExpression)
    case or(TemplateExpression, TemplateExpression)
    case negative(TemplateExpression, Range<Int>)
    case arithmetic(TemplateOperator, TemplateExpression, TemplateExpression, Range<Int>)
    /// `a < b < c`: every comparison has to hold.
    case comparison(TemplateExpression, [(TemplateOperator, TemplateExpression)], Range<Int>)
    case conditional(
        condition: TemplateExpression,
        then: TemplateExpression,
        otherwise: TemplateExpression?
    )
}

extension TemplateExpression {
    /// The dotted name, for an expression that is nothing else.
    var path: String? {
        switch self {
        case .name(let name, _, _), .dashed(let name, _, _): name
        case .member(let base, let name, _): base.path.map { "\($0).\(name)" }
        default: nil
        }
    }
}
