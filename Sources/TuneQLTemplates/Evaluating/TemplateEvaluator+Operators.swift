import Glibc
import TuneQLJSON
import TuneQLSyntax

extension TemplateEvaluator {
    // MARK: Arithmetic

    func negative(
        _ operand: TemplateExpression,
        _ range: Range<Int>
    ) throws(SyntaxError) -> TemplateValue {
        let value = try defined(operand)
        switch value.number {
        case .integer(let number) where number != .min: return .integer(-number)
        case .real(let number): return TemplateNumber.real(-number).value
        default: throw SyntaxError(range: range, message: "\(value.kind) cannot be negated")
        }
    }

    func arithmetic(
        _ sign: TemplateOperator,
        _ one: TemplateExpression,
        _ other: TemplateExpression,
        _ range: Range<Int>
    ) throws(SyntaxError) -> TemplateValue {
        if sign == .concatenate {
            return .string(try text(of: checked(one)) + text(of: checked(other)))
        }
        let (first, second) = (try defined(one), try defined(other))
        if let one = first.number, let other = second.number {
            guard let result = Self.result(sign, one, other) else {
                throw SyntaxError(range: range, message: "the result is not a number of 64 bits")
            }
            return result.value
        }
        if sign == .add, let one = first.string, let other = second.string {
            return .string(one + other)
        }
        if sign == .add, let one = first.json.array, let other = second.json.array {
            return .json(.array(one + other))
        }
        throw SyntaxError(
            range: range,
            message: "\(sign.rawValue) cannot be used between \(first.kind) and \(second.kind)"
        )
    }

    private static func result(
        _ sign: TemplateOperator,
        _ one: TemplateNumber,
        _ other: TemplateNumber
    ) -> TemplateNumber? {
        if case .integer(let first) = one, case .integer(let second) = other, sign != .divide {
            return whole(sign, first, second).map { .integer($0) }
        }
        let result = real(sign, one.double, other.double)
        return result.isFinite ? .real(result) : nil
    }

    private static func whole(_ sign: TemplateOperator, _ one: Int, _ other: Int) -> Int? {
        let result: (partialValue: Int, overflow: Bool)
        switch sign {
        case .add: result = one.addingReportingOverflow(other)
        case .subtract: result = one.subtractingReportingOverflow(other)
        case .multiply: result = one.multipliedReportingOverflow(by: other)
        case .divideWhole: return other == 0 || one == .min ? nil : floored(one, other)
        case .remainder:
            return other == 0 || one == .min ? nil : one - floored(one, other) * other
        default: return Int(exactly: pow(Double(one), Double(other)))
        }
        return result.overflow ? nil : result.partialValue
    }

    private static func floored(_ one: Int, _ other: Int) -> Int {
        let (quotient, rest) = one.quotientAndRemainder(dividingBy: other)
        return rest != 0 && (rest < 0) != (other < 0) ? quotient - 1 : quotient
    }

    private static func real(_ sign: TemplateOperator, _ one: Double, _ other: Double) -> Double {
        switch sign {
        case .add: one + other
        case .subtract: one - other
        case .multiply: one * other
        case .divide: one / other
        case .divideWhole: floor(one / other)
        case .remainder: one - other * floor(one / other)
        default: pow(one, other)
        }
    }

    /// The text of a value that is joined with others.
    func text(of value: TemplateValue) -> String {
        guard case .plain(let text) = context.style else { return PlainText.text(of: value) }
        return text(value)
    }

    // MARK: Comparisons

    func compared(
        _ first: TemplateExpression,
        _ others: [(TemplateOperator, TemplateExpression)],
        _ range: Range<Int>
    ) throws(SyntaxError) -> Bool {
        var left = try checked(first)
        for (comparison, operand) in others {
            let right = try checked(operand)
            guard try holds(comparison, left, right, range) else { return false }
            left = right
        }
        return true
    }

    private func holds(
        _ comparison: TemplateOperator,
        _ left: TemplateValue,
        _ right: TemplateValue,
        _ range: Range<Int>
    ) throws(SyntaxError) -> Bool {
        do throws(TemplateFailure) {
            switch comparison {
            case .equal: return left.equals(right)
            case .notEqual: return !left.equals(right)
            case .isIn: return try right.contains(left)
            case .isNotIn: return try !right.contains(left)
            case .less: return try left.isLess(than: right)
            case .greater: return try right.isLess(than: left)
            case .lessOrEqual: return try !right.isLess(than: left)
            default: return try !left.isLess(than: right)
            }
        } catch {
            throw SyntaxError(range: range, message: error.message)
        }
    }
}
