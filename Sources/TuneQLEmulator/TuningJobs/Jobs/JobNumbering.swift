/// Turns a job's position into its 19-digit id and back, so that no table of ids is needed.
///
/// A Feistel network permutes the 62 bits of (collection, ordinal); adding 10^18 gives every
/// number 19 digits within an int64.
struct JobNumbering: Sendable {
    let seed: UInt64

    private static let base: UInt64 = 1_000_000_000_000_000_000
    private static let half: UInt64 = 0x7FFF_FFFF

    /// The id of the job at a position.
    func number(collection: Int, ordinal: Int) -> String {
        var left = UInt64(collection) & Self.half
        var right = UInt64(ordinal) & Self.half
        for round in 0..<4 as Range<UInt64> {
            (left, right) = (right, left ^ scattered(right, round))
        }
        return String(Self.base + (left << 31 | right))
    }

    /// The position that an id encodes; nil for other text.
    func place(of number: String) -> (collection: Int, ordinal: Int)? {
        guard number.utf8.count == 19, let value = UInt64(number), value >= Self.base,
            value - Self.base < 1 << 62
        else { return nil }
        var left = (value - Self.base) >> 31
        var right = (value - Self.base) & Self.half
        for round in (0..<4 as Range<UInt64>).reversed() {
            (left, right) = (right ^ scattered(left, round), left)
        }
        return (Int(left), Int(right))
    }

    private func scattered(_ value: UInt64, _ round: UInt64) -> UInt64 {
        SeededRandom.mixed(value ^ seed &+ round &* 0x9E37_79B9) & Self.half
    }
}
