import TuneQLJSON
import TuneQLSyntax
import TuneQLTemplates

/// Fills any text: it ends, values stay in their places, and errors lie in the text.
///
/// What is filled with hostile texts has as many tokens of each kind as with harmless ones.
func fuzzTemplate(_ input: [UInt8]) {
    let text = String(decoding: input, as: UTF8.self)
    let hostile = filled(text, with: "it's \"so\" `far` {{ b }} -- /* */ ; {% if")
    let harmless = filled(text, with: "its so far")
    guard let hostile, let harmless else { return }
    // Conditions and comparisons may read the values, and so choose other texts.
    let choices = ["{%", "|", "=", "<", ">", "if", "in", "is", "(", "["]
    guard !choices.contains(where: { text.contains($0) }) else { return }
    precondition(kinds(of: hostile) == kinds(of: harmless), "a value leaves its place")
}

private func filled(_ text: String, with value: String) -> String? {
    var context = TemplateContext([
        "a": .string(value), "b": .number("-1.5e3"), "c": .null, "d": .boolean(true),
        "e": .json([.string(value), 1]), "f": .json(["g": .string(value)]), "w": .word("7"),
    ])
    context.limits.rounds = 1000
    context.limits.outputBytes = 1 << 20
    do {
        let filled = try Template(text).filled(with: context)
        precondition(
            filled.sourceOffset(of: filled.text.utf8.count) <= text.utf8.count,
            "a place of the result lies outside of the template"
        )
        return filled.text
    } catch {
        precondition(error.range.upperBound <= text.utf8.count, "an error lies outside of the text")
        return nil
    }
}

/// The kinds of the tokens up to the first that is malformed.
private func kinds(of text: String) -> [Token.Kind] {
    var lexer = Lexer(Array(text.utf8))
    var kinds: [Token.Kind] = []
    while let token = try? lexer.next(), token.kind != .end { kinds.append(token.kind) }
    return kinds
}
