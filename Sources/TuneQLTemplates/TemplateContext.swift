/// What a template is filled with, and how.
package struct TemplateContext: Sendable {
    /// How values are written.
    package enum Style: Sendable {
        /// As SQL, in which a value cannot leave its place. Names without a value are errors.
        case sql
        /// As the text that a function makes of them. As in Jinja, a name without a value is empty.
        case plain(@Sendable (TemplateValue) -> String)
    }

    /// A function that templates may call.
    package typealias Function =
        @Sendable ([TemplateValue]) throws(TemplateFailure) -> TemplateValue

    package var values: [String: TemplateValue]
    package var style: Style
    package var functions: [String: Function] = [:]
    /// Reads a file that a template includes; nil where there is none.
    package var include: (@Sendable (String) throws(TemplateFailure) -> String?)?
    package var limits = TemplateLimits()

    package init(_ values: [String: TemplateValue], style: Style = .sql) {
        self.values = values
        self.style = style
    }

    var syntax: TemplateSyntax {
        guard case .sql = style else { return .plain }
        return .sql
    }

    var isStrict: Bool { syntax == .sql }
}
