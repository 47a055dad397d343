package import TuneQLSyntax
import TuneQLText

/// SQL with placeholders: `{{ name }}`, `{{ .values.name }}`.
package enum Template {
    /// The text with all its placeholders filled in.
    ///
    /// Between quotes, a value's text is inserted with the quote doubled; elsewhere, it becomes a
    /// literal. Placeholders in comments stay, and values are not searched for placeholders.
    ///
    /// - Throws: ``SyntaxError`` for a placeholder that is malformed, has no value or is misplaced.
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
        var scanner = TemplateScanner(bytes: Array(text.utf8))
        let names = TemplateNames(values)
        var rewriting = Rewriting()
        while let placeholder = try scanner.next() {
            let value = try names.value(of: placeholder)
            rewriting.replace(placeholder.range, with: try placeholder.filling(value))
        }
        return rewriting.applied(to: text, in: 0..<text.utf8.count)
    }

    /// The names of the placeholders outside comments, up to the first malformed one.
    package static func placeholderNames(in text: String) -> Set<String> {
        var scanner = TemplateScanner(bytes: Array(text.utf8))
        var names: Set<String> = []
        while let placeholder = try? scanner.next() { names.insert(placeholder.name) }
        return names
    }
}

/// The values of placeholders, by name.
private struct TemplateNames {
    private let values: [String: TemplateValue]

    init(_ values: [String: TemplateValue]) {
        self.values = values
    }

    func value(of placeholder: Placeholder) throws(SyntaxError) -> TemplateValue {
        if let value = values[placeholder.name] ?? nested(placeholder.name) { return value }
        var message = "the placeholder \(placeholder.name.shortened) has no value"
        let isName = placeholder.name.utf8.count < 100
        if isName, let nearest = Suggestion.nearest(to: placeholder.name, among: allNames.sorted())
        {
            message += "; did you mean \(nearest)?"
        }
        throw SyntaxError(range: placeholder.range, message: message)
    }

    private func nested(_ name: String) -> TemplateValue? {
        var level = values
        var found: TemplateValue?
        for part in name.split(separator: ".") {
            found = level[String(part)]
            if case .object(let members, _) = found { level = members } else { level = [:] }
        }
        return found
    }

    private var allNames: [String] { names(of: values, prefix: "") }

    private func names(of members: [String: TemplateValue], prefix: String) -> [String] {
        members.flatMap { name, value in
            guard case .object(let inner, _) = value else { return [prefix + name] }
            return [prefix + name] + names(of: inner, prefix: prefix + name + ".")
        }
    }
}
