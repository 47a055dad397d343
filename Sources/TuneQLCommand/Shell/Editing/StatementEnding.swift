import TuneQLSyntax

/// A command that ends a statement in place of `;`, as `\g` does in psql and `\G` in mysql.
enum StatementEnding: Equatable {
    /// `\g`, or `\g FILE`.
    case run(file: String?)
    /// `\gx` and `\G`: a line for each value.
    case expanded(file: String?)
    /// `\watch` and what follows it.
    case watch(String)

    /// Splits the ending off a text; nil when it has none outside of quotes and comments.
    static func split(_ text: String) -> (statement: String, ending: StatementEnding)? {
        guard let backslash = text.lastIndex(of: "\\") else { return nil }
        let statement = String(text[..<backslash])
        guard let ending = StatementEnding(text[text.index(after: backslash)...]),
            isOutsideQuotes(statement)
        else { return nil }
        return (statement, ending)
    }

    private init?(_ command: Substring) {
        let parts = command.split(separator: " ", maxSplits: 1)
        let rest = parts.count > 1 ? parts[1].trimmed : ""
        switch parts.first {
        case "g": self = .run(file: rest.isEmpty ? nil : rest)
        case "gx", "G": self = .expanded(file: rest.isEmpty ? nil : rest)
        case "watch": self = .watch(rest)
        default: return nil
        }
    }

    private static func isOutsideQuotes(_ text: String) -> Bool {
        switch StatementReader.completeness(of: text) {
        case .complete: text.utf8.contains { $0 > 0x20 }
        case .open(.statement), .open(.parenthesis): true
        case .open: false
        }
    }
}

extension StringProtocol {
    /// The text without blanks at its ends, and without a semicolon there.
    var trimmed: String {
        var text = self[...]
        while let last = text.last, last.isWhitespace || last == ";" { text.removeLast() }
        return String(text.drop(while: \.isWhitespace))
    }
}
