/// A small generator whose sequence is the same on every machine (SplitMix64).
struct SeededRandom: Sendable {
    private var state: UInt64

    /// Starts the sequence that belongs to a seed and a stream of it.
    init(seed: UInt64, stream: UInt64 = 0) {
        state = Self.mixed(seed ^ Self.mixed(stream &+ 0x9E37_79B9_7F4A_7C15))
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mixed(state)
    }

    /// A number of the range.
    mutating func int(_ range: ClosedRange<Int>) -> Int {
        let width = UInt64(range.upperBound - range.lowerBound) &+ 1
        return range.lowerBound + Int(next().multipliedFullWidth(by: width).high)
    }

    /// An element of a list that is not empty.
    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[int(0...elements.count - 1)]
    }

    /// True with a probability in percent.
    mutating func chance(_ percent: Int) -> Bool {
        int(1...100) <= percent
    }

    /// A number of nineteen digits that fits an int64.
    mutating func identifier() -> String {
        String(1_000_000_000_000_000_000 + next() % 8_000_000_000_000_000_000)
    }

    /// Scatters the bits of a number.
    static func mixed(_ number: UInt64) -> UInt64 {
        var z = number
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number derived from a text.
    static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
