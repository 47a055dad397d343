/// What a filter, a test or a function is called with.
package struct TemplateCall: Sendable {
    /// The filter's or test's name; empty for a function, which an expression names.
    var name: String
    var arguments: [TemplateExpression]
    var named: [(name: String, value: TemplateExpression)]
    var range: Range<Int>
}
