/// The characters of a bracket expression.
struct ScalarSet: Sendable {
    /// The named classes of POSIX.
    enum Class: String, Sendable {
        case alpha, digit, alnum, upper, lower, space, blank, punct, cntrl, graph, print, xdigit
        /// Letters, digits and the underscore: `\w`.
        case word
    }

    private(set) var ranges: [ClosedRange<UInt32>] = []
    private(set) var classes: [Class] = []
    private(set) var isNegated = false
    /// The characters below 128 that belong to it.
    private var ascii: (low: UInt64, high: UInt64) = (0, 0)

    init(ranges: [ClosedRange<UInt32>] = [], classes: [Class] = [], isNegated: Bool = false) {
        self.ranges = ranges
        self.classes = classes
        self.isNegated = isNegated
        for scalar in UInt32(0)..<64 where computes(scalar) { ascii.low |= 1 << UInt64(scalar) }
        for scalar in UInt32(64)..<128 where computes(scalar) {
            ascii.high |= 1 << UInt64(scalar - 64)
        }
    }

    func contains(_ scalar: UInt32) -> Bool {
        if scalar < 64 { return ascii.low & 1 << UInt64(scalar) != 0 }
        if scalar < 128 { return ascii.high & 1 << UInt64(scalar - 64) != 0 }
        return computes(scalar)
    }

    static func isWord(_ scalar: UInt32) -> Bool { Class.word.contains(scalar) }

    private func computes(_ scalar: UInt32) -> Bool {
        let isInside =
            ranges.contains { $0.contains(scalar) } || classes.contains { $0.contains(scalar) }
        return isInside != isNegated
    }
}

extension ScalarSet.Class {
    func contains(_ value: UInt32) -> Bool {
        guard let scalar = Unicode.Scalar(value) else { return false }
        let properties = scalar.properties
        switch self {
        case .alpha: return properties.isAlphabetic
        case .digit: return ("0"..."9").contains(scalar)
        case .alnum: return properties.isAlphabetic || properties.numericType == .decimal
        case .word: return scalar == "_" || Self.alnum.contains(value)
        case .upper: return properties.isUppercase
        case .lower: return properties.isLowercase
        case .space: return properties.isWhitespace
        case .blank: return scalar == "\t" || properties.generalCategory == .spaceSeparator
        case .cntrl: return properties.generalCategory == .control
        case .graph: return Self.print.contains(value) && !Self.space.contains(value)
        case .punct: return Self.graph.contains(value) && !Self.alnum.contains(value)
        case .xdigit: return properties.isASCIIHexDigit
        case .print:
            return switch properties.generalCategory {
            case .control, .unassigned, .surrogate, .lineSeparator, .paragraphSeparator: false
            default: true
            }
        }
    }
}
