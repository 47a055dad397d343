/// The filters, by name.
enum TemplateFilters {
    typealias Filter = @Sendable (FilterCall) throws(TemplateFailure) -> TemplateValue

    static let all: [String: Filter] =
        values.merging(texts) { $1 }.merging(lists) { $1 }.merging(json) { $1 }.merging(sql) { $1 }

    /// Those of values of every kind.
    private static let values: [String: Filter] = [
        "default": fallback, "d": fallback,
        "string": { call in .string(call.valueText) },
        "int": { call in
            let number = call.value.number ?? TemplateNumber(call.valueText.trimmed)
            switch number {
            case .integer(let value): return .integer(value)
            case .real(let value):
                return Int(exactly: value.rounded(.towardZero)).map { .integer($0) } ?? .integer(0)
            case nil: return call.argument(0, "default") ?? .integer(0)
            }
        },
        "float": { call in
            let number = call.value.number ?? TemplateNumber(call.valueText.trimmed)
            return number.map { TemplateNumber.real($0.double).value }
                ?? call.argument(0, "default") ?? .number("0.0")
        },
        "abs": { call throws(TemplateFailure) in
            switch call.value.number {
            case .integer(let value) where value != .min: return .integer(abs(value))
            case .real(let value): return TemplateNumber.real(abs(value)).value
            default: throw TemplateFailure("abs takes a number, not \(call.value.kind)")
            }
        },
        "round": round,
    ]

    private static let fallback: Filter = { call in
        let isTruth = call.argument(1, "boolean")?.isTrue ?? false
        let isMissing = call.value.isUndefined || isTruth && !call.value.isTrue
        return isMissing ? call.argument(0, "default_value") ?? .string("") : call.value
    }

    private static let round: Filter = { call throws(TemplateFailure) in
        guard let number = call.value.number else {
            throw TemplateFailure("round takes a number, not \(call.value.kind)")
        }
        let precision = try call.integer(0, "precision") ?? 0
        guard (0...15).contains(precision) else {
            throw TemplateFailure("round takes 0 to 15 digits")
        }
        let method = call.argument(1, "method").map { PlainText.text(of: $0) } ?? "common"
        var scale = 1.0
        for _ in 0..<precision { scale *= 10 }
        let scaled = number.double * scale
        let rule: FloatingPointRoundingRule =
            switch method {
            case "ceil": .up
            case "floor": .down
            default: .toNearestOrEven
            }
        return TemplateNumber.real(scaled.rounded(rule) / scale).value
    }
}

extension String {
    /// The text without the blanks at its ends.
    var trimmed: String {
        let scalars = unicodeScalars.drop { $0.properties.isWhitespace }
        var rest = scalars
        while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
