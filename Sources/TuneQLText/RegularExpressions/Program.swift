/// A step of a compiled expression.
enum Instruction: Sendable {
    case character(UInt32)
    case any
    /// The number of a set.
    case set(Int)
    case assertion(Assertion)
    /// Continues at both steps; the first one is preferred for groups.
    case split(Int, Int)
    case jump(Int)
    /// Records the offset in a slot: twice a group's number, and one more for its end.
    case save(Int)
    case match
}

/// A regular expression compiled to steps.
struct Program: Sendable {
    var steps: [Instruction] = []
    var sets: [ScalarSet] = []

    /// Whether a step matches this character.
    @inline(__always)
    func takes(_ scalar: UInt32, at place: Int) -> Bool {
        switch steps[place] {
        case .character(let own): own == scalar
        case .any: true
        case .set(let number): sets[number].contains(scalar)
        case .assertion, .split, .jump, .save, .match: false
        }
    }
}

/// Compiles a tree to a program.
struct Compiler {
    private(set) var program = Program()
    private var visits = 0

    /// Larger than any hand-written pattern, small enough to match quickly.
    private static let maximumSize = 10_000

    init(_ tree: Node) throws(RegularExpressionError) {
        try add(tree)
        append(.match)
    }

    private mutating func append(_ step: Instruction) {
        program.steps.append(step)
    }

    private var end: Int { program.steps.count }

    private mutating func add(_ node: Node) throws(RegularExpressionError) {
        visits += 1
        guard max(visits, end) < Self.maximumSize else {
            throw RegularExpressionError("it is too large, with its repetitions written out")
        }
        switch node {
        case .empty: break
        case .character(let scalar): append(.character(scalar))
        case .any: append(.any)
        case .set(let set):
            append(.set(program.sets.count))
            program.sets.append(set)
        case .assertion(let assertion): append(.assertion(assertion))
        case .sequence(let parts): for part in parts { try add(part) }
        case .choice(let branches): try add(branches: branches)
        case .repeated(let inside, let minimum, let maximum):
            for _ in 0..<minimum { try add(inside) }
            try add(inside, upTo: maximum.map { $0 - minimum })
        case .group(let number, let inside):
            append(.save(2 * number))
            try add(inside)
            append(.save(2 * number + 1))
        }
    }

    private mutating func add(branches: [Node]) throws(RegularExpressionError) {
        var jumps: [Int] = []
        for branch in branches.dropLast() {
            let split = placeholder()
            try add(branch)
            jumps.append(placeholder())
            program.steps[split] = .split(split + 1, end)
        }
        if let last = branches.last { try add(last) }
        for jump in jumps { program.steps[jump] = .jump(end) }
    }

    /// A node repeated at most `count` times, or any number of times without a count.
    private mutating func add(_ node: Node, upTo count: Int?) throws(RegularExpressionError) {
        guard let count else {
            let split = placeholder()
            try add(node)
            append(.jump(split))
            program.steps[split] = .split(split + 1, end)
            return
        }
        var splits: [Int] = []
        for _ in 0..<count {
            splits.append(placeholder())
            try add(node)
        }
        for split in splits { program.steps[split] = .split(split + 1, end) }
    }

    /// Reserves a step that is filled in when its target is known.
    private mutating func placeholder() -> Int {
        append(.jump(0))
        return end - 1
    }
}
