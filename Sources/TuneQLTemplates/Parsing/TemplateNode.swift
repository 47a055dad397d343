/// A part of a template; ranges are those of its text.
indirect enum TemplateNode: Sendable {
    case text(Range<Int>)
    /// `{{ … }}`.
    case output(TemplateExpression, Range<Int>)
    /// `if` and each `elif`, in order; the last one without a condition is `else`.
    case branches([(condition: TemplateExpression?, body: [TemplateNode])])
    case loop(TemplateLoop)
    /// `set`, with the places of the names to assign.
    case assignment([String], TemplateExpression, Range<Int>)
    /// A `set` whose value is the text up to `endset`.
    case capture(String, [TemplateNode])
    /// `with`: names that its body alone sees.
    case scope([(name: String, value: TemplateExpression)], [TemplateNode])
    case include(TemplateExpression, ignoresMissing: Bool, Range<Int>)
}

/// A `for` with its body.
struct TemplateLoop: Sendable {
    /// The names of an element, or of its parts.
    var names: [String]
    var elements: TemplateExpression
    /// The condition for an element to be taken.
    var filter: TemplateExpression?
    var body: [TemplateNode]
    /// The `else`, for a list without elements.
    var otherwise: [TemplateNode]
    var range: Range<Int>
}
