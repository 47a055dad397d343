/// Finds the leftmost, longest match: all ways through the program are followed side by side.
///
/// A way is a step of the program and the offset where its match began. Ways are kept in the order
/// of these offsets; of those that meet at a step, the first one continues.
struct Matcher {
    private let program: Program
    private let starts: StartSet
    private var ways: [(place: Int, start: Int)] = []
    /// The last round in which each step was reached.
    private var reached: [Int]
    private var round = 0
    private var pending: [Int] = []
    private var best: Range<Int>?

    init(_ expression: RegularExpression) {
        program = expression.program
        starts = expression.starts
        reached = [Int](repeating: -1, count: program.steps.count)
    }

    mutating func match(
        in text: Span<UInt8>,
        from start: Int,
        _ shouldStop: () -> Bool
    ) throws(RegularExpression.Stopped) -> Range<Int>? {
        var offset = start
        var meter = StopMeter()
        var current: [(place: Int, start: Int)] = []
        while true {
            if best == nil {
                begin(at: &offset, in: text)
            } else if ways.isEmpty {
                return best
            }
            guard let (scalar, end) = text.scalar(at: offset) else { return best }
            swap(&ways, &current)
            ways.removeAll(keepingCapacity: true)
            round += 1
            for way in current {
                if let best, way.start > best.lowerBound { break }
                guard program.takes(scalar, at: way.place) else { continue }
                add(way.place + 1, start: way.start, at: end, in: text)
            }
            try meter.count(current.count + 1, shouldStop)
            offset = end
        }
    }

    /// Begins a way here or, when there are no others, at the next offset where a match can begin.
    private mutating func begin(at offset: inout Int, in text: Span<UInt8>) {
        let here = offset
        if ways.isEmpty { offset = starts.next(from: here, in: text) }
        if offset != here { round += 1 }
        add(0, start: offset, at: offset, in: text)
    }

    /// Follows a way until it needs a character, and records matches.
    private mutating func add(_ place: Int, start: Int, at offset: Int, in text: Span<UInt8>) {
        pending.append(place)
        while let place = pending.popLast() {
            guard reached[place] != round else { continue }
            reached[place] = round
            switch program.steps[place] {
            case .jump(let target): pending.append(target)
            case .split(let first, let second):
                pending.append(second)
                pending.append(first)
            case .save: pending.append(place + 1)
            case .assertion(let assertion):
                if assertion.holds(at: offset, in: text) { pending.append(place + 1) }
            case .match:
                if start <= best?.lowerBound ?? .max { best = start..<offset }
            case .character, .any, .set: ways.append((place, start))
            }
        }
    }
}
