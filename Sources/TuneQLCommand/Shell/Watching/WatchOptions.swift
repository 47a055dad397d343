import TuneQL

/// How a statement is watched.
struct WatchOptions {
    /// The time between the end of a run and the next.
    var interval = Duration.seconds(5)
    /// The column whose values tell rows apart; nil for `name`, or else the first.
    var key: String?
    /// The number of runs; nil for no limit.
    var count: Int?
    /// A condition that ends it when it holds for every row.
    var condition: String?
    /// Whether the terminal's bell rings at the end.
    var rings = false
    /// A command for the system's shell at the end.
    var command: String?

    init() {}

    /// Reads what is written between `.watch` and the statement, and returns the statement.
    ///
    /// `5`, `i=5` and `c=3` are psql's; `--key`, `--count`, `--bell`, `--run` and `--until` those of
    /// `tuneql watch`.
    init(_ text: String, statement: inout String) throws(MetaError) {
        var rest = text.trimmed[...]
        while let (word, after) = Self.word(rest) {
            if word == "--bell" {
                rings = true
                rest = after
            } else if word.hasPrefix("--") {
                guard let (value, end) = Self.word(after) else {
                    throw MetaError("\(word) needs a value")
                }
                try set(word, value)
                rest = end
            } else if try setCount(word) {
                rest = after
            } else {
                break
            }
        }
        statement = String(rest)
    }

    private mutating func set(_ name: String, _ value: String) throws(MetaError) {
        switch name {
        case "--key": key = value
        case "--run": command = value
        case "--until": condition = value
        case "--count": try setCount(value, "count")
        case "--interval": try setInterval(value)
        default:
            throw MetaError(
                "there is no option \(name)",
                help: ".watch takes --interval, --count, --key, --until, --bell and --run"
            )
        }
    }

    /// Takes `5`, `i=5` or `c=3`; returns false for anything else.
    private mutating func setCount(_ word: String) throws(MetaError) -> Bool {
        if word.hasPrefix("i=") {
            try setInterval(String(word.dropFirst(2)))
        } else if word.hasPrefix("c=") {
            try setCount(String(word.dropFirst(2)), "count")
        } else if word.first?.isNumber == true {
            try setInterval(word)
        } else {
            return false
        }
        return true
    }

    private mutating func setCount(_ value: String, _ name: String) throws(MetaError) {
        guard let number = Int(value), number > 0 else {
            throw MetaError("--\(name) takes a number above 0, not '\(value)'")
        }
        count = number
    }

    /// Takes `5`, `0.5`, `500ms` or `2m`.
    mutating func setInterval(_ value: String) throws(MetaError) {
        guard let duration = Duration(setting: value) else {
            throw MetaError("an interval is a time such as 5, 500ms or 2m, not '\(value)'")
        }
        interval = duration
    }

    /// The first word, or text in quotes, and what follows it.
    private static func word(_ text: Substring) -> (String, Substring)? {
        let text = text.drop(while: \.isWhitespace)
        guard let first = text.first else { return nil }
        if first == "'" || first == "\"", let end = text.dropFirst().firstIndex(of: first) {
            return (String(text[..<end].dropFirst()), text[text.index(after: end)...])
        }
        let word = text.prefix { !$0.isWhitespace }
        return (String(word), text.dropFirst(word.count))
    }
}
