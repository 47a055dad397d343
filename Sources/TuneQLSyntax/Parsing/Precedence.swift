/// The precedence of operators, weakest first, as in SQLite.
enum Precedence: Int, Comparable {
    case or = 1
    case and, not, equality, comparison, escape, bits, sum, product, concatenation, collation
    case unary

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// The next stronger one: the minimum in the right operand of a left-associative operator.
    var stronger: Self { Self(rawValue: rawValue + 1) ?? .unary }
}

extension Symbol {
    var binaryOperator: (operation: BinaryOperator, precedence: Precedence)? {
        switch self {
        case .equal, .doubleEqual: (.equal, .equality)
        case .notEqual, .bangEqual: (.notEqual, .equality)
        case .less: (.less, .comparison)
        case .lessOrEqual: (.lessOrEqual, .comparison)
        case .greater: (.greater, .comparison)
        case .greaterOrEqual: (.greaterOrEqual, .comparison)
        case .ampersand: (.bitAnd, .bits)
        case .bar: (.bitOr, .bits)
        case .leftShift: (.leftShift, .bits)
        case .rightShift: (.rightShift, .bits)
        case .plus: (.add, .sum)
        case .minus: (.subtract, .sum)
        case .star: (.multiply, .product)
        case .slash: (.divide, .product)
        case .percent: (.remainder, .product)
        case .concatenation: (.concatenate, .concatenation)
        case .arrow: (.arrow, .concatenation)
        case .doubleArrow: (.doubleArrow, .concatenation)
        default: nil
        }
    }
}
