/// A line that commands the shell: `.mode json`, `\x`, or `help`.
struct MetaLine {
    /// The command's name as it was written.
    var word: String
    /// What follows, without a semicolon at the end.
    var rest: String

    /// Reads a line; nil for one that belongs to a statement.
    ///
    /// - Parameters:
    ///   - line: The line.
    ///   - isInside: Whether a statement is open, where a line may begin with a dot: only the whole
    ///     name of a command is one then.
    init?(_ line: String, isInside: Bool) {
        let text = line.trimmed
        if ["help", "quit", "exit", "?"].contains(text.lowercased()) {
            (word, rest) = (text.lowercased(), "")
            return
        }
        if !isInside, text.lowercased().hasPrefix("help "), !text.contains("\n") {
            (word, rest) = ("help", text.dropFirst(5).trimmed)
            return
        }
        guard let prefix = text.first, prefix == "." || prefix == "\\" else { return nil }
        let name = Self.name(text.dropFirst())
        guard let first = name.first, first.isLetter || first == "?" else { return nil }
        if isInside, prefix == ".", MetaCommand.exactly(name) == nil { return nil }
        word = name
        rest = text.dropFirst(1 + name.count).trimmed
    }

    /// `?` and `x` need no blank after them, as in psql: `\?`, `\d+`.
    private static func name(_ text: Substring) -> String {
        String(text.prefix { !$0.isWhitespace })
    }

    /// The line that `\pset NAME VALUE` stands for; nil without arguments.
    var setting: MetaLine? {
        guard let name = words.first else { return nil }
        let names = ["null": "nullvalue", "format": "mode"]
        return MetaLine(
            ".\(names[name] ?? name) \(rest.dropFirst(name.count).trimmed)",
            isInside: false
        )
    }

    /// The command.
    var command: MetaCommand { get throws(MetaError) { try MetaCommand.named(word) } }

    /// The arguments: words, or texts in single or double quotes, without these.
    var arguments: [String] { words.map { ParameterValue.unquoted($0) ?? $0 } }

    /// The arguments as they were written.
    var words: [String] {
        var words: [String] = []
        var text = rest.drop(while: \.isWhitespace)
        while let first = text.first {
            let word = first == "'" || first == "\"" ? Self.quoted(text, by: first) : nil
            let taken = word ?? text.prefix { !$0.isWhitespace }
            words.append(String(taken))
            text = text[taken.endIndex...].drop(while: \.isWhitespace)
        }
        return words
    }

    /// The text in quotes at the start, in which a doubled quote is one; nil without an end.
    private static func quoted(_ text: Substring, by quote: Character) -> Substring? {
        var end = text.index(after: text.startIndex)
        while let next = text[end...].firstIndex(of: quote) {
            let after = text.index(after: next)
            guard after < text.endIndex, text[after] == quote else { return text[..<after] }
            end = text.index(after: after)
        }
        return nil
    }
}
