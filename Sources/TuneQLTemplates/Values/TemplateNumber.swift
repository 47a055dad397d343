/// A number of a template: whole ones stay whole, as in Python.
enum TemplateNumber: Equatable {
    case integer(Int)
    case real(Double)

    /// Nil for digits that are no number.
    init?(_ digits: String) {
        if let value = Int(digits) {
            self = .integer(value)
        } else if let value = Double(digits) {
            self = .real(value)
        } else {
            return nil
        }
    }

    var double: Double {
        switch self {
        case .integer(let value): Double(value)
        case .real(let value): value
        }
    }

    var value: TemplateValue {
        switch self {
        case .integer(let value): .integer(value)
        case .real(let value): .number(value.description)
        }
    }

    static func isLess(_ one: Self, _ other: Self) -> Bool {
        if case .integer(let first) = one, case .integer(let second) = other {
            return first < second
        }
        return one.double < other.double
    }

    static func isEqual(_ one: Self, _ other: Self) -> Bool {
        if case .integer(let first) = one, case .integer(let second) = other {
            return first == second
        }
        return one.double == other.double
    }
}
