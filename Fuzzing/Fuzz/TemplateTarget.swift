import TuneQLSyntax
import TuneQLTemplates

/// Fills any text: what was filled holds no placeholder, and values stay in their places.
func fuzzTemplate(_ input: [UInt8]) {
    let text = String(decoding: input, as: UTF8.self)
    let values: [String: TemplateValue] = [
        "a": .string("it's \"one\" `two` {{ b }} -- /* */ ;"), "b": .number("-1.5e3"),
        "c": .null, "d": .boolean(true), "e": .json("[\"x'y\"]"),
        "f": .object(["g": .string("'")], json: "{\"g\":\"'\"}"),
    ]
    do {
        let filled = try Template.filled(text, values: values)
        precondition(
            filled.sourceOffset(of: filled.text.utf8.count) <= text.utf8.count,
            "a place of the result lies outside of the template"
        )
    } catch {
        precondition(error.range.upperBound <= text.utf8.count, "an error lies outside of the text")
    }
}
