import TuneQLSQLite
import TuneQLText

/// The SQL functions for regular expressions, which share their compiled expressions.
final class RegularExpressions {
    private var compiled: [String: RegularExpression] = [:]
    private let maximumSize: () -> Int
    private let shouldStop: () -> Bool

    private init(maximumSize: @escaping () -> Int, shouldStop: @escaping () -> Bool) {
        self.maximumSize = maximumSize
        self.shouldStop = shouldStop
    }

    /// The functions of one connection.
    ///
    /// - Parameters:
    ///   - maximumSize: The maximum size of a text in SQLite; longer results are not completed.
    ///   - shouldStop: Called repeatedly while a long text is searched; true ends the search.
    /// - Returns: The functions.
    static func functions(
        maximumSize: @escaping () -> Int,
        shouldStop: @escaping () -> Bool
    ) -> [Function] {
        let expressions = RegularExpressions(maximumSize: maximumSize, shouldStop: shouldStop)
        return [
            Function.ofTexts("regexp", 2) { texts throws(ScanError) in
                .integer(try expressions.match(texts[0], texts[1]) == nil ? 0 : 1)
            },
            Function.ofTexts("regexp_like", 2) { texts throws(ScanError) in
                .integer(try expressions.match(texts[1], texts[0]) == nil ? 0 : 1)
            },
            Function.ofTexts("regexp_substr", 2) { texts throws(ScanError) in
                try expressions.match(texts[1], texts[0]).map { range in
                    .text(String(decoding: Array(texts[0].utf8)[range], as: UTF8.self))
                } ?? .null
            },
            Function.ofTexts("regexp_replace", 3) { texts throws(ScanError) in
                .text(try expressions.replacing(texts[1], in: texts[0], with: texts[2]))
            },
        ]
    }

    private func match(_ pattern: String, _ text: String) throws(ScanError) -> Range<Int>? {
        let expression = try compile(pattern)
        do throws(RegularExpression.Stopped) {
            return try expression.firstMatch(in: text.utf8.span, shouldStop: shouldStop)
        } catch {
            throw .cancelled
        }
    }

    private func replacing(
        _ pattern: String,
        in text: String,
        with replacement: String
    ) throws(ScanError) -> String {
        let expression = try compile(pattern)
        do throws(RegularExpression.Stopped) {
            let bytes = try expression.replacing(
                in: text.utf8.span,
                with: replacement.utf8.span,
                limit: maximumSize(),
                shouldStop: shouldStop
            )
            return String(decoding: bytes, as: UTF8.self)
        } catch {
            throw .cancelled
        }
    }

    private func compile(_ pattern: String) throws(ScanError) -> RegularExpression {
        if let known = compiled[pattern] { return known }
        do throws(RegularExpressionError) {
            let fresh = try RegularExpression(pattern)
            if compiled.count > 100 { compiled.removeAll() }
            compiled[pattern] = fresh
            return fresh
        } catch {
            throw ScanError(
                .invalidValue,
                "'\(pattern.shortened)' is not a regular expression: \(error.reason)"
            )
        }
    }
}
