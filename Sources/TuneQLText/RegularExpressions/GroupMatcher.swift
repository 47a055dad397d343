/// Finds the groups of a match whose range is known: ways through the program in the order in
/// which they are preferred, each with the offsets that it recorded.
struct GroupMatcher {
    private struct Way {
        var place: Int
        var slots: [Int]
    }

    private let program: Program
    private let slotCount: Int
    private var ways: [Way] = []
    /// The last round in which each step was reached.
    private var reached: [Int]
    private var round = 0
    private var pending: [Way] = []

    init(_ expression: RegularExpression, slots: Int) {
        program = expression.program
        slotCount = slots
        reached = [Int](repeating: -1, count: program.steps.count)
    }

    /// The offsets of the best way that takes the whole match; -1 where it recorded none.
    mutating func places(
        of match: Range<Int>,
        in text: Span<UInt8>,
        _ shouldStop: () -> Bool
    ) throws(RegularExpression.Stopped) -> [Int] {
        var meter = StopMeter()
        var offset = match.lowerBound
        let slots = [Int](repeating: -1, count: slotCount)
        var found = add(Way(place: 0, slots: slots), at: offset, in: text)
        while offset < match.upperBound, let (scalar, end) = text.scalar(at: offset) {
            let current = ways
            ways.removeAll(keepingCapacity: true)
            round += 1
            found = nil
            for way in current where program.takes(scalar, at: way.place) {
                let next = Way(place: way.place + 1, slots: way.slots)
                let ended = add(next, at: end, in: text)
                found = found ?? ended
            }
            // A way costs more here: it is copied with its slots.
            try meter.count(8 * current.count + 1, shouldStop)
            offset = end
        }
        return found ?? slots
    }

    /// Follows a way until it needs a character; returns its offsets when it is at the end.
    private mutating func add(_ way: Way, at offset: Int, in text: Span<UInt8>) -> [Int]? {
        var found: [Int]?
        pending.append(way)
        while var way = pending.popLast() {
            guard reached[way.place] != round else { continue }
            reached[way.place] = round
            switch program.steps[way.place] {
            case .jump(let target): pending.append(Way(place: target, slots: way.slots))
            case .split(let first, let second):
                pending.append(Way(place: second, slots: way.slots))
                pending.append(Way(place: first, slots: way.slots))
            case .save(let slot):
                if slot < slotCount { way.slots[slot] = offset }
                pending.append(Way(place: way.place + 1, slots: way.slots))
            case .assertion(let assertion):
                guard assertion.holds(at: offset, in: text) else { continue }
                pending.append(Way(place: way.place + 1, slots: way.slots))
            case .match: found = found ?? way.slots
            case .character, .any, .set: ways.append(way)
            }
        }
        return found
    }
}
