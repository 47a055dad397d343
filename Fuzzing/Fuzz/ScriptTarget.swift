import TuneQLSyntax
import TuneQLTemplates

/// Reads any text as a script file: filled first, then one statement after the other.
///
/// What is said of the filled text has its place in the file.
func fuzzScript(_ input: [UInt8]) {
    guard let text = String(validating: input, as: UTF8.self) else { return }
    let values: [String: TemplateValue] = ["a": .string("x';\n{{ a }}"), "b": .number("1")]
    guard let filled = try? Template.filled(text, values: values) else { return }
    let hasTags = ["{{", "{%", "{#"].contains { text.contains($0) }
    precondition(hasTags || filled.text == text, "a text without tags is changed")
    var reader = StatementReader(filled.text)
    var end = 0
    while true {
        let range: Range<Int>
        do {
            guard let statement = try reader.next() else { return }
            range = statement.range
            precondition(range.lowerBound >= end, "a statement starts before the last one ends")
            end = range.upperBound
        } catch {
            range = error.range
        }
        let source = filled.sourceRange(of: range)
        precondition(source.upperBound <= text.utf8.count, "a place lies outside of the file")
        let excerpt = SourceText(text).excerpt(of: source, width: 60)
        precondition(excerpt.utf8.count < 10_000, "an excerpt has no end")
    }
}
