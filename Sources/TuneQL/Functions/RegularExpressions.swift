import Glibc
import TuneQLSQLite

/// POSIX extended regular expressions, each compiled once.
///
/// Characters are those of UTF-8, whatever the locale of the program.
final class RegularExpressions {
    private final class Compiled {
        var expression = regex_t()

        deinit { regfree(&expression) }
    }

    private var compiled: [String: Compiled] = [:]
    private let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)

    deinit {
        if let locale { freelocale(locale) }
    }

    /// The functions of SQL; they share their compiled expressions.
    static func functions() -> [Function] {
        let expressions = RegularExpressions()
        return [
            Function.ofTexts("regexp", 2) { texts throws(QueryError) in
                .integer(try expressions.matches(texts[0], texts[1]) ? 1 : 0)
            },
            Function.ofTexts("regexp_like", 2) { texts throws(QueryError) in
                .integer(try expressions.matches(texts[1], texts[0]) ? 1 : 0)
            },
            Function.ofTexts("regexp_substr", 2) { texts throws(QueryError) in
                try expressions.firstMatch(of: texts[1], in: texts[0]).map { .text($0) } ?? .null
            },
            Function.ofTexts("regexp_replace", 3) { texts throws(QueryError) in
                .text(try expressions.replacing(texts[1], in: texts[0], with: texts[2]))
            },
        ]
    }

    /// Whether the pattern matches somewhere in the text.
    func matches(_ pattern: String, _ text: String) throws(QueryError) -> Bool {
        let compiled = try compile(pattern)
        return inLocale { regexec(&compiled.expression, text, 0, nil, 0) == 0 }
    }

    /// The first, longest part of the text that the pattern matches.
    func firstMatch(of pattern: String, in text: String) throws(QueryError) -> String? {
        let compiled = try compile(pattern)
        guard let match = match(compiled, text.utf8[...], isAtStart: true)?.first else {
            return nil
        }
        return match.map { String(decoding: Array(text.utf8)[$0], as: UTF8.self) }
    }

    /// The text with every match replaced; `\1` to `\9` stand for groups, `\0` for the match.
    func replacing(
        _ pattern: String,
        in text: String,
        with replacement: String
    ) throws(QueryError) -> String {
        let compiled = try compile(pattern)
        var rest = text.utf8[...]
        var output: [UInt8] = []
        var isAtStart = true
        var isBehindMatch = false
        while let groups = match(compiled, rest, isAtStart: isAtStart), let whole = groups[0] {
            let bytes = Array(rest)
            output += bytes[..<whole.lowerBound]
            // What is empty behind a match belongs to that match.
            if !whole.isEmpty || whole.lowerBound > 0 || !isBehindMatch {
                output += Self.filled(replacement, with: groups, of: bytes)
            }
            isBehindMatch = !whole.isEmpty
            var end = whole.upperBound
            if whole.isEmpty {
                // Goes on behind the next character, or would stand still.
                let next = bytes[end...].dropFirst().firstIndex { $0 & 0xC0 != 0x80 } ?? bytes.count
                output += bytes[end..<next]
                if end == bytes.count { return String(decoding: output, as: UTF8.self) }
                end = next
            }
            rest = rest.dropFirst(end)
            isAtStart = false
        }
        return String(decoding: output + Array(rest), as: UTF8.self)
    }

    private static func filled(
        _ replacement: String,
        with groups: [Range<Int>?],
        of bytes: [UInt8]
    ) -> [UInt8] {
        var output: [UInt8] = []
        var isEscaped = false
        for byte in replacement.utf8 {
            if isEscaped {
                isEscaped = false
                if (0x30...0x39).contains(byte) {
                    if let group = groups[Int(byte - 0x30)] { output += bytes[group] }
                } else {
                    output.append(byte)
                }
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else {
                output.append(byte)
            }
        }
        return output
    }

    /// The ranges of the match and of its nine groups, in bytes from the start of the text.
    private func match(
        _ compiled: Compiled,
        _ text: String.UTF8View.SubSequence,
        isAtStart: Bool
    ) -> [Range<Int>?]? {
        var places = [regmatch_t](repeating: regmatch_t(), count: 10)
        let flags = isAtStart ? 0 : REG_NOTBOL
        let string = String(decoding: text, as: UTF8.self)
        let code = inLocale {
            regexec(&compiled.expression, string, places.count, &places, flags)
        }
        guard code == 0 else { return nil }
        return places.map { $0.rm_so < 0 ? nil : Int($0.rm_so)..<Int($0.rm_eo) }
    }

    private func compile(_ pattern: String) throws(QueryError) -> Compiled {
        if let known = compiled[pattern] { return known }
        let fresh = Compiled()
        let code = inLocale { regcomp(&fresh.expression, pattern, REG_EXTENDED) }
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

    /// Does something in which characters are those of UTF-8.
    private func inLocale<Answer>(_ body: () -> Answer) -> Answer {
        guard let locale else { return body() }
        let before = uselocale(locale)
        defer { _ = uselocale(before) }
        return body()
    }
}
