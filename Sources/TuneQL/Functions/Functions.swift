import Glibc
import TuneQLSQLite

/// The functions and collations that a session adds to SQLite's.
enum Functions {
    /// The names, for suggestions.
    static let names = [
        "regexp", "json_extract", "json_each", "json_array_length", "coalesce",
        "count", "group_concat", "substr", "instr", "length", "lower", "upper", "strftime",
        "datetime", "julianday", "printf", "round", "ifnull", "nullif", "replace", "trim",
    ]

    static func define(on connection: Connection) throws(SQLiteError) {
        try connection.defineCollation(Chronology.collationName, order: Chronology.order)
        let expressions = RegularExpressions()
        try connection.defineFunction("regexp", argumentCount: 2) { arguments in
            guard let pattern = arguments[0].text, let text = arguments[1].text else {
                return .null
            }
            return .integer(try expressions.matches(pattern, text) ? 1 : 0)
        }
    }
}

/// POSIX extended regular expressions, each compiled once.
private final class RegularExpressions {
    private final class Compiled {
        var expression = regex_t()

        deinit { regfree(&expression) }
    }

    private var compiled: [String: Compiled] = [:]

    /// Whether the pattern matches somewhere in the text.
    func matches(_ pattern: String, _ text: String) throws(QueryError) -> Bool {
        let compiled = try compile(pattern)
        return regexec(&compiled.expression, text, 0, nil, 0) == 0
    }

    private func compile(_ pattern: String) throws(QueryError) -> Compiled {
        if let known = compiled[pattern] { return known }
        let fresh = Compiled()
        let code = regcomp(&fresh.expression, pattern, REG_EXTENDED | REG_NOSUB)
        guard code == 0 else {
            var text = [CChar](repeating: 0, count: 200)
            regerror(code, &fresh.expression, &text, text.count)
            let reason = String(
                decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
                as: UTF8.self
            )
            throw QueryError(.invalidValue, "'\(pattern)' is not a regular expression: \(reason)")
        }
        if compiled.count > 100 { compiled.removeAll() }
        compiled[pattern] = fresh
        return fresh
    }
}
