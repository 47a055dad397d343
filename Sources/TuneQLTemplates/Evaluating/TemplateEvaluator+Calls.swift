import TuneQLSyntax
import TuneQLText

extension TemplateEvaluator {
    /// The value of a filter.
    func filtered(
        _ value: TemplateValue,
        _ call: TemplateCall
    ) throws(SyntaxError) -> TemplateValue {
        guard let filter = TemplateFilters.all[call.name] else {
            throw Self.unknown("filter", call, among: Array(TemplateFilters.all.keys))
        }
        // In SQL, a value that is missing stays missing, and its place decides what it means.
        if context.isStrict, value.isUndefined, !["default", "d"].contains(call.name) {
            return value
        }
        return try run(filter, value, call)
    }

    func test(
        _ operand: TemplateExpression,
        _ call: TemplateCall
    ) throws(SyntaxError) -> Bool {
        guard let test = TemplateTests.all[call.name] else {
            throw Self.unknown("test", call, among: Array(TemplateTests.all.keys))
        }
        let value = try value(of: operand)
        if context.isStrict, value.isUndefined, !["defined", "undefined"].contains(call.name) {
            throw undefined(value, operand.range ?? call.range)
        }
        return try run(test, value, call).isTrue
    }

    /// The value of a function, or of a value's method.
    func called(
        _ callee: TemplateExpression,
        _ call: TemplateCall
    ) throws(SyntaxError) -> TemplateValue {
        switch callee {
        case .member(let base, let name, let range):
            guard let method = TemplateMethods.all[name] else {
                throw SyntaxError(range: range, message: "there is no method \(name.shortened)()")
            }
            return try run(method, defined(base), call)
        case .name(let name, _, let range):
            if name == "range" { return try run(TemplateMethods.range, .null, call) }
            guard let function = context.functions[name] else {
                let names = ["range"] + context.functions.keys
                let nearest = Suggestion.nearest(to: name, among: names.sorted())
                let advice = nearest.map { "; did you mean \($0)()?" } ?? ""
                throw SyntaxError(
                    range: range,
                    message: "there is no function \(name.shortened)()\(advice)"
                )
            }
            return try run(
                { (call: FilterCall) throws(TemplateFailure) in
                    try function(call.arguments)
                },
                .null,
                call
            )
        default:
            throw SyntaxError(range: call.range, message: "only functions and methods are called")
        }
    }

    private func run(
        _ function: TemplateFilters.Filter,
        _ value: TemplateValue,
        _ call: TemplateCall
    ) throws(SyntaxError) -> TemplateValue {
        var arguments: [TemplateValue] = []
        for argument in call.arguments { arguments.append(try checked(argument)) }
        var named: [String: TemplateValue] = [:]
        for (name, argument) in call.named { named[name] = try checked(argument) }
        let filterCall = FilterCall(
            name: call.name,
            value: value,
            arguments: arguments,
            named: named,
            isStrict: context.isStrict,
            text: { text(of: $0) }
        )
        do {
            return try function(filterCall)
        } catch {
            throw SyntaxError(range: call.range, message: error.message)
        }
    }

    private static func unknown(
        _ kind: String,
        _ call: TemplateCall,
        among names: [String]
    ) -> SyntaxError {
        let nearest = Suggestion.nearest(to: call.name, among: names.sorted())
        let advice = nearest.map { "; did you mean \($0)?" } ?? ""
        return SyntaxError(
            range: call.range,
            message: "there is no \(kind) \(call.name.shortened)\(advice)"
        )
    }
}
