import TuneQLCatalog
import TuneQLJSON
import TuneQLSyntax
import TuneQLText

/// Finds comparisons that are almost certainly always true, or always false.
struct ComparisonCheck {
    /// Comparisons that are probably mistakes; the statement runs all the same.
    private(set) var warnings: [AnalysisWarning] = []
    /// Comparisons of a time with a value that is not one.
    private(set) var errors: [AnalysisError] = []
    private let types: TypeInference
    /// The maximum number of warnings about one statement.
    private static let limit = 10

    init(of statement: Statement, _ types: TypeInference) {
        self.types = types
        statement.forEachExpression { expression, scope in
            // `nullif` may be given a value that never occurs.
            if case .function = expression.kind { return }
            for (left, right) in expression.comparisons {
                check(right, beside: left, isOrder: expression.isOrder, in: scope)
                check(left, beside: right, isOrder: expression.isOrder, in: scope)
            }
        }
    }

    private mutating func check(
        _ expression: Expression,
        beside other: Expression,
        isOrder: Bool,
        in scope: TreeScope
    ) {
        let type = types.type(of: other, in: scope)
        if type.isOnlyTime { return checkTime(expression, in: scope) }
        if type.isNumber { warnAboutDigits(expression, in: scope) }
        guard let text = types.text(of: expression), !type.isMixed, !type.isConstant,
            expression.ownCollation ?? other.ownCollation == nil
        else { return }
        if let names = type.enumeration, !isOrder, !names.contains(text) {
            warn(about: text, expression, other, help: nearest(to: text, among: names))
        } else if type.isNumber, !text.isNumber {
            warn(about: text, expression, other, help: "it is a number")
        } else if type.field == .boolean, !text.isNumber, !types.isParameter(other, in: scope) {
            warn(about: text, expression, other, help: "it is true or false, without quotes")
        } else if type.isJSON, !isOrder, !text.isMinifiedJSON, !types.isParameter(other, in: scope)
        {
            warn(
                about: text,
                expression,
                other,
                help: "it is JSON without blanks; json_equal(a, b) compares JSON"
            )
        }
    }

    /// Warns about an int64 inside JSON: a text of digits, which no number is equal to.
    private mutating func warnAboutDigits(_ expression: Expression, in scope: TreeScope) {
        guard let path = JSONPath(expression), !path.names.isEmpty,
            types.type(at: path, in: scope) == .int64String
        else { return }
        let dotted = ([expression.text(of: path.column)] + path.names).joined(separator: ".")
        warnings.append(
            AnalysisWarning(
                "an int64 inside JSON is a text, which is not compared as a number",
                range: expression.range,
                help: "write \(dotted), or int64(…)"
            )
        )
    }

    private mutating func warn(
        about text: String,
        _ expression: Expression,
        _ other: Expression,
        help: String
    ) {
        guard warnings.count < Self.limit else { return }
        warnings.append(
            AnalysisWarning(
                "\(other.shownName) is never '\(text.shortened)'",
                range: expression.range,
                help: help
            )
        )
    }

    /// A suggestion: a name that ends in the given text, or the nearest one.
    private func nearest(to text: String, among names: [String]) -> String {
        let end = "_" + text.uppercased()
        let found =
            names.first { $0.uppercased() == text.uppercased() || $0.uppercased().hasSuffix(end) }
            ?? Suggestion.nearest(to: text, among: names)
        return found.map { "did you mean \($0)?" }
            ?? "it is one of \(names.joined(separator: ", "))"
    }

    // MARK: Times

    private mutating func checkTime(_ expression: Expression, in scope: TreeScope) {
        if let text = types.text(of: expression) {
            guard Timestamp(text.utf8.span) == nil else { return }
            return errors.append(
                AnalysisError(
                    .invalidValue,
                    text.isEmpty
                        ? "an empty text is not a time" : "'\(text.shortened)' is not a time",
                    range: expression.range,
                    help: text.isEmpty ? "IS NULL finds rows without one" : Self.forms
                )
            )
        }
        let type = types.type(of: expression, in: scope)
        guard type.isNumber || type.field == .boolean, !type.isMixed else { return }
        errors.append(
            AnalysisError(
                .invalidValue,
                "a time is compared with a number",
                range: expression.range,
                help: "\(Self.forms); datetime(n, 'unixepoch') makes one of the seconds since 1970"
            )
        )
    }

    private static let forms =
        "write '2026-05-31', '2026-05-31 20:30', '2026-05-31T20:30:00Z', "
        + "'2026-05-31T22:30:00.5+02:00' or datetime('now', '-1 day')"
}

extension Expression {
    /// Whether it compares the order of values rather than their equality.
    fileprivate var isOrder: Bool {
        switch kind {
        case .binary(.equal, _, _), .binary(.notEqual, _, _), .binary(.is, _, _),
            .binary(.isNot, _, _):
            false
        case .binary, .between: true
        default: false
        }
    }

    /// The name of a column in a message.
    fileprivate var shownName: String {
        guard case .column(let reference) = kind else { return "the value" }
        return text(of: reference)
    }

    fileprivate func text(of reference: ColumnReference) -> String {
        reference.path.reduce("") { name, step in
            switch step {
            case .name(let part): name.isEmpty ? part.text : "\(name).\(part.text)"
            case .index(let index, _): "\(name)[\(index)]"
            }
        }
    }
}

extension String {
    /// Whether it is JSON as columns hold it.
    fileprivate var isMinifiedJSON: Bool {
        (try? JSONValue(parsing: Array(utf8)))?.text == self
    }
}
