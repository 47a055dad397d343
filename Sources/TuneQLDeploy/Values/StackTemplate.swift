import TuneQLJSON
import TuneQLTemplates
import TuneQLText
import TuneQLSyntax

/// A text with placeholders of a stack's files.
struct StackTemplate {
    let source: String
    var file: String?
    /// The line of the file where the text starts.
    var line: Int?

    init(_ source: String, file: String? = nil, line: Int? = nil) {
        self.source = source
        self.file = file
        self.line = line
    }

    /// Stands where a value was empty, in a marked text.
    private static let emptyMark: Character = "\u{F8FE}"
    /// Stands where there was no value.
    private static let undefinedMark: Character = "\u{F8FD}"

    /// The text with its values; what is unknown is empty.
    func text(_ variables: [String: JSONValue]) throws(StackError) -> String {
        try text(variables) { $0.map { StackValue.text($0) } ?? "" }
    }

    /// The query with its values, and where in it a value is empty.
    ///
    /// In a creation, a value that is unknown and alone in its quotes is NULL, so that an INSERT
    /// leaves its column out.
    func query(
        _ variables: [String: JSONValue],
        isCreation: Bool = false
    ) throws(StackError) -> StackQuery {
        let marked = try text(variables) { value in
            guard let value else { return String(Self.undefinedMark) }
            let text = StackValue.text(value)
            return value == .null || text.isEmpty ? String(Self.emptyMark) + text : text
        }
        var query = StackQuery(text: "")
        var rest = marked[...]
        while let character = rest.popFirst() {
            switch character {
            case Self.undefinedMark where isCreation && Self.isAlone(query.text, rest):
                query.text.removeLast()
                query.text += "NULL"
                rest.removeFirst()
            case Self.emptyMark, Self.undefinedMark: query.emptyPlaces.append(query.text.utf8.count)
            default: query.text.append(character)
            }
        }
        return query
    }

    /// Whether nothing else stands between the quotes around a place.
    private static func isAlone(_ before: String, _ after: Substring) -> Bool {
        guard before.last == "'", after.first == "'" else { return false }
        let outside = [before.dropLast().last, after.dropFirst().first]
        return outside.allSatisfy { $0.map { $0.isWhitespace || "(),;".contains($0) } ?? true }
    }

    private func text(
        _ variables: [String: JSONValue],
        _ write: @escaping @Sendable (JSONValue?) -> String
    ) throws(StackError) -> String {
        do throws(SyntaxError) {
            return try Self.rendered(source, variables, write)
        } catch {
            let position = SourceText(source).location(of: error.range.lowerBound).line
            throw StackError(
                .stack,
                error.message,
                file: file,
                line: line.map { file == nil ? $0 : $0 + position - 1 }
            )
        }
    }
}
