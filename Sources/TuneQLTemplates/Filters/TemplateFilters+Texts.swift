import TuneQLJSON
import TuneQLText

extension TemplateFilters {
    /// Those of texts.
    static let texts: [String: Filter] = [
        "upper": { call in .string(call.valueText.uppercased()) },
        "lower": { call in .string(call.valueText.lowercased()) },
        "capitalize": { call in
            .string(call.valueText.prefix(1).uppercased() + call.valueText.dropFirst().lowercased())
        },
        "title": { call in .string(title(call.valueText)) },
        "trim": { call in
            guard let marks = call.argument(0, "chars") else {
                return .string(call.valueText.trimmed)
            }
            return .string(trim(call.valueText, Set(PlainText.text(of: marks).unicodeScalars)))
        },
        "replace": { call throws(TemplateFailure) in
            guard let old = call.argument(0, "old"), let new = call.argument(1, "new") else {
                throw TemplateFailure("replace takes the old text and the new one")
            }
            let count = try call.integer(2, "count") ?? .max
            return .string(
                call.valueText.replacing(
                    call.text(old),
                    with: call.text(new),
                    maxReplacements: count
                )
            )
        },
        "base64_encode": { call throws(TemplateFailure) in
            guard let text = call.value.string else {
                throw TemplateFailure("base64_encode takes a text, not \(call.value.kind)")
            }
            return .string(Base64.encoded(Array(text.utf8)))
        },
        "indent": { call throws(TemplateFailure) in
            let width = try call.integer(0, "width") ?? 4
            guard (0...1000).contains(width) else {
                throw TemplateFailure("indent takes a width up to 1000")
            }
            let isFirst = call.argument(1, "first")?.isTrue ?? false
            let blanks = String(repeating: " ", count: width)
            let lines = call.valueText.split(separator: "\n", omittingEmptySubsequences: false)
            let indented = lines.enumerated().map { index, line in
                line.isEmpty || index == 0 && !isFirst ? String(line) : blanks + line
            }
            return .string(indented.joined(separator: "\n"))
        },
    ]

    /// Each word with a capital, as Jinja writes titles.
    private static func title(_ text: String) -> String {
        var result = ""
        var startsWord = true
        for character in text {
            result += startsWord ? character.uppercased() : character.lowercased()
            startsWord = character.isWhitespace || "-([{<".contains(character)
        }
        return result
    }

    private static func trim(_ text: String, _ marks: Set<Unicode.Scalar>) -> String {
        var rest = text.unicodeScalars.drop { marks.contains($0) }
        while let last = rest.last, marks.contains(last) { rest.removeLast() }
        return String(rest)
    }
}
