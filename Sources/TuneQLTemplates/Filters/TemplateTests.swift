import TuneQLJSON

/// The tests after `is`, by name.
enum TemplateTests {
    static let all: [String: TemplateFilters.Filter] = kinds.merging(comparisons) { $1 }

    private static let kinds: [String: TemplateFilters.Filter] = [
        "defined": { call in .boolean(!call.value.isUndefined) },
        "undefined": { call in .boolean(call.value.isUndefined) },
        "none": { call in .boolean(call.value.isNull) },
        "string": { call in .boolean(call.value.string != nil) },
        "number": { call in .boolean(call.value.number != nil) },
        "boolean": { call in .boolean(call.value.json.bool != nil) },
        "true": { call in .boolean(call.value.json.bool == true) },
        "false": { call in .boolean(call.value.json.bool == false) },
        "integer": { call in
            guard call.value.json.bool == nil, case .integer = call.value.number else {
                return .boolean(false)
            }
            return .boolean(true)
        },
        "float": { call in
            guard case .real = call.value.number else { return .boolean(false) }
            return .boolean(true)
        },
        "mapping": { call in .boolean(call.value.json.object != nil) },
        "sequence": { call in .boolean(call.value.elements != nil) },
        "iterable": { call in .boolean(call.value.elements != nil) },
        "upper": { call in
            .boolean(call.valueText == call.valueText.uppercased() && hasLetters(call.valueText))
        },
        "lower": { call in
            .boolean(call.valueText == call.valueText.lowercased() && hasLetters(call.valueText))
        },
    ]

    private static func hasLetters(_ text: String) -> Bool {
        text.contains { $0.isCased }
    }

    private static let comparisons: [String: TemplateFilters.Filter] = [
        "odd": { call throws(TemplateFailure) in .boolean(try rest(call, 2) == 1) },
        "even": { call throws(TemplateFailure) in .boolean(try rest(call, 2) == 0) },
        "divisibleby": { call throws(TemplateFailure) in
            guard let divisor = try call.integer(0, "num"), divisor != 0 else {
                throw TemplateFailure("divisibleby takes a number that is not 0")
            }
            return .boolean(try rest(call, divisor) == 0)
        },
        "eq": equal, "equalto": equal, "sameas": equal,
        "ne": { call throws(TemplateFailure) in .boolean(!call.value.equals(try other(call))) },
        "lt": { call throws(TemplateFailure) in
            .boolean(try call.value.isLess(than: other(call)))
        },
        "gt": { call throws(TemplateFailure) in
            .boolean(try other(call).isLess(than: call.value))
        },
        "le": { call throws(TemplateFailure) in
            .boolean(try !other(call).isLess(than: call.value))
        },
        "ge": { call throws(TemplateFailure) in
            .boolean(try !call.value.isLess(than: other(call)))
        },
        "in": { call throws(TemplateFailure) in .boolean(try other(call).contains(call.value)) },
    ]

    private static let equal: TemplateFilters.Filter = { call throws(TemplateFailure) in
        .boolean(call.value.equals(try other(call)))
    }

    private static func other(_ call: FilterCall) throws(TemplateFailure) -> TemplateValue {
        guard let other = call.arguments.first else {
            throw TemplateFailure("\(call.name) takes a value to compare with")
        }
        return other
    }

    /// The rest of a division, from 0 on.
    private static func rest(_ call: FilterCall, _ divisor: Int) throws(TemplateFailure) -> Int {
        guard case .integer(let number) = call.value.number else {
            throw TemplateFailure("\(call.name) takes a whole number, not \(call.value.kind)")
        }
        return divisor == -1 ? 0 : abs(number % divisor)
    }
}
