package import TuneQLSyntax

/// A text with placeholders, conditions and loops, by the grammar of Jinja.
///
/// In SQL, a value's text is inserted between quotes with the quote doubled; elsewhere it becomes a
/// literal. What stands in comments stays, and values are not searched for placeholders.
package struct Template: Sendable {
    let bytes: [UInt8]
    let syntax: TemplateSyntax
    let nodes: [TemplateNode]
    /// The dotted names that the template reads from its values.
    package let names: Set<String>

    /// Reads a template.
    ///
    /// - Throws: ``SyntaxError`` for a tag or an expression that is malformed.
    package init(_ text: String, syntax: TemplateSyntax = .sql) throws(SyntaxError) {
        bytes = Array(text.utf8)
        self.syntax = syntax
        var parser = TagParser(bytes: bytes, syntax: syntax)
        nodes = try parser.nodes()
        names = parser.names.all
    }

    /// The text with all values filled in, which maps its offsets to those of the template.
    ///
    /// - Throws: ``SyntaxError`` for a name without a value, or a value that is misplaced.
    package func filled(with context: TemplateContext) throws(SyntaxError) -> RewrittenSQL {
        if nodes.count == 1, case .text(let range) = nodes[0] {
            var copy = RewrittenSQL()
            copy.copy(range, of: bytes)
            return copy
        }
        var renderer = TemplateRenderer(context)
        switch context.style {
        case .sql:
            var output = SQLOutput(template: bytes)
            return try renderer.render(self, to: &output)
        case .plain(let text):
            var output = PlainOutput(template: bytes, text: text)
            return try renderer.render(self, to: &output)
        }
    }

    /// The SQL of a text with all its placeholders filled in.
    package static func fill(
        _ text: String,
        values: [String: TemplateValue]
    ) throws(SyntaxError) -> String {
        try filled(text, values: values).text
    }

    /// Like ``fill(_:values:)``, with a result that maps its offsets to those of the template.
    package static func filled(
        _ text: String,
        values: [String: TemplateValue]
    ) throws(SyntaxError) -> RewrittenSQL {
        try Template(text).filled(with: TemplateContext(values))
    }

    /// The names that a text of SQL reads from values, up to the first malformed tag.
    package static func placeholderNames(in text: String) -> Set<String> {
        var parser = TagParser(bytes: Array(text.utf8), syntax: .sql)
        _ = try? parser.nodes()
        return parser.names.all
    }
}
