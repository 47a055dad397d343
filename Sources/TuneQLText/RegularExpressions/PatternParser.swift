/// Reads POSIX extended regular expressions, with `\w`, `\s`, `\b` and their relatives.
struct PatternParser {
    private let pattern: [UInt32]
    private var position = 0
    private var depth = 0
    private(set) var groupCount = 0

    private static let maximumDepth = 100
    private static let maximumCount = 1000

    init(_ text: String) {
        pattern = text.unicodeScalars.map(\.value)
    }

    mutating func tree() throws(RegularExpressionError) -> Node {
        try choice()
    }

    private var current: Unicode.Scalar? {
        position < pattern.count ? Unicode.Scalar(pattern[position]) : nil
    }

    private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
        guard current == scalar else { return false }
        position += 1
        return true
    }

    private mutating func choice() throws(RegularExpressionError) -> Node {
        var branches = [try sequence()]
        while accept("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(RegularExpressionError) -> Node {
        var parts: [Node] = []
        while let scalar = current, scalar != "|", scalar != ")" || depth == 0 {
            parts.append(try repeated(try atom()))
        }
        return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
    }

    private mutating func repeated(_ atom: Node) throws(RegularExpressionError) -> Node {
        var node = atom
        var levels = 0
        while let (minimum, maximum) = try count() {
            levels += 1
            guard levels <= Self.maximumDepth else {
                throw RegularExpressionError("its repetitions are nested too deeply")
            }
            node = .repeated(node, minimum: minimum, maximum: maximum)
        }
        return node
    }

    private mutating func count() throws(RegularExpressionError) -> (Int, Int?)? {
        if accept("*") { return (0, nil) }
        if accept("+") { return (1, nil) }
        if accept("?") { return (0, 1) }
        return accept("{") ? try interval() : nil
    }

    /// `{2}`, `{2,}`, `{,3}` or `{2,3}`, after the brace.
    private mutating func interval() throws(RegularExpressionError) -> (Int, Int?) {
        let minimum = try number()
        let hasComma = accept(",")
        let maximum = hasComma ? try number() : minimum
        guard accept("}"), minimum != nil || maximum != nil, minimum ?? 0 <= maximum ?? .max else {
            throw RegularExpressionError("{ must be followed by one or two numbers and }")
        }
        return (minimum ?? 0, maximum)
    }

    private mutating func number() throws(RegularExpressionError) -> Int? {
        var value: Int?
        while let digit = current, ("0"..."9").contains(digit) {
            value = (value ?? 0) * 10 + Int(digit.value - 0x30)
            guard value ?? 0 <= Self.maximumCount else {
                throw RegularExpressionError("it repeats more than \(Self.maximumCount) times")
            }
            position += 1
        }
        return value
    }

    private mutating func atom() throws(RegularExpressionError) -> Node {
        guard let scalar = current else { return .empty }
        position += 1
        switch scalar {
        case ".": return .any
        case "^": return .assertion(.start)
        case "$": return .assertion(.end)
        case "(": return try group()
        case "[":
            var brackets = BracketParser(pattern, from: position)
            defer { position = brackets.position }
            return .set(try brackets.set())
        case "\\": return try escape()
        case "*", "+", "?", "{":
            throw RegularExpressionError("there is nothing to repeat before \(scalar)")
        default: return .character(scalar.value)
        }
    }

    private mutating func group() throws(RegularExpressionError) -> Node {
        depth += 1
        guard depth <= Self.maximumDepth else {
            throw RegularExpressionError("its parentheses are nested too deeply")
        }
        groupCount += 1
        let number = groupCount
        let inside = try choice()
        guard accept(")") else { throw RegularExpressionError("a ( is not closed") }
        depth -= 1
        return .group(number, inside)
    }

    private mutating func escape() throws(RegularExpressionError) -> Node {
        guard let scalar = current else {
            throw RegularExpressionError("it ends with a backslash")
        }
        position += 1
        switch scalar {
        case "w": return .set(ScalarSet(classes: [.word]))
        case "W": return .set(ScalarSet(classes: [.word], isNegated: true))
        case "s": return .set(ScalarSet(classes: [.space]))
        case "S": return .set(ScalarSet(classes: [.space], isNegated: true))
        case "b": return .assertion(.wordEdge)
        case "B": return .assertion(.noWordEdge)
        case "<": return .assertion(.wordStart)
        case ">": return .assertion(.wordEnd)
        case "`": return .assertion(.start)
        case "'": return .assertion(.end)
        case "1"..."9":
            throw RegularExpressionError("a pattern cannot refer back to its groups (\\\(scalar))")
        default: return .character(scalar.value)
        }
    }
}
