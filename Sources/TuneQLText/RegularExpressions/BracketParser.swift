/// Reads a bracket expression after its `[`.
struct BracketParser {
    private let pattern: [UInt32]
    private(set) var position: Int

    init(_ pattern: [UInt32], from position: Int) {
        self.pattern = pattern
        self.position = position
    }

    mutating func set() throws(RegularExpressionError) -> ScalarSet {
        let isNegated = accept("^")
        var ranges: [ClosedRange<UInt32>] = []
        var classes: [ScalarSet.Class] = []
        var isFirst = true
        while isFirst || current != "]" {
            isFirst = false
            if let name = try named(":") {
                guard let known = ScalarSet.Class(rawValue: name), known != .word else {
                    throw RegularExpressionError("there is no class [:\(name):]")
                }
                classes.append(known)
            } else {
                ranges.append(try range())
            }
        }
        position += 1
        return ScalarSet(ranges: ranges, classes: classes, isNegated: isNegated)
    }

    private var current: Unicode.Scalar? { scalar(at: position) }

    private func scalar(at place: Int) -> Unicode.Scalar? {
        place < pattern.count ? Unicode.Scalar(pattern[place]) : nil
    }

    private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
        guard current == scalar else { return false }
        position += 1
        return true
    }

    private mutating func range() throws(RegularExpressionError) -> ClosedRange<UInt32> {
        let first = try element()
        let next = scalar(at: position + 1)
        guard current == "-", next != nil, next != "]" else { return first...first }
        position += 1
        let last = try element()
        guard first <= last else {
            throw RegularExpressionError("a range in brackets ends before it starts")
        }
        return first...last
    }

    /// A character, or one that is written as `[.-.]` or `[=a=]`.
    private mutating func element() throws(RegularExpressionError) -> UInt32 {
        for mark in [Unicode.Scalar("."), "="] {
            guard let name = try named(mark) else { continue }
            guard let scalar = name.unicodeScalars.first, name.unicodeScalars.count == 1 else {
                throw RegularExpressionError("there is no character [\(mark)\(name)\(mark)]")
            }
            return scalar.value
        }
        guard let scalar = current else { throw RegularExpressionError("a [ is not closed") }
        position += 1
        return scalar.value
    }

    /// The text between `[:` and `:]`, or between such marks; nil when none starts here.
    private mutating func named(_ mark: Unicode.Scalar) throws(RegularExpressionError) -> String? {
        guard current == "[", scalar(at: position + 1) == mark else { return nil }
        position += 2
        var name = ""
        while let scalar = current {
            if scalar == mark, self.scalar(at: position + 1) == "]" {
                position += 2
                return name
            }
            guard name.utf8.count < 32 else { break }
            name.unicodeScalars.append(scalar)
            position += 1
        }
        throw RegularExpressionError("a [\(mark) is not closed")
    }
}
