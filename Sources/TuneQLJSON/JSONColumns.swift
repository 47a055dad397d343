/// The wanted names, prepared for comparison with names in a page.
struct JSONColumns: Sendable {
    /// A name's length and its first and last eight bytes, which cover most names completely.
    private struct Key: Sendable, Hashable {
        var length: Int
        var first: UInt64
        var last: UInt64

        @inline(__always)
        init(_ text: Span<UInt8>, _ start: Int, _ end: Int) {
            length = end &- start
            last = 0
            if length >= 8 {
                first = text.word(at: start)
                last = text.word(at: end &- 8)
            } else if start &+ 8 <= text.count {
                first = text.word(at: start) & (1 &<< UInt64(8 &* length) &- 1)
            } else {
                first = 0
                for place in 0..<length { first |= UInt64(text[start &+ place]) << (8 * place) }
            }
        }

        /// Whether a byte is an underscore; always true for long names, whose middle is unknown.
        @inline(__always)
        var mayHaveUnderscore: Bool {
            length > 16 || Self.hasUnderscore(first) || Self.hasUnderscore(last)
        }

        @inline(__always)
        private static func hasUnderscore(_ word: UInt64) -> Bool {
            let zeros = word ^ 0x5F5F_5F5F_5F5F_5F5F
            return (zeros &- 0x0101_0101_0101_0101) & ~zeros & 0x8080_8080_8080_8080 != 0
        }
    }

    private let names: [[UInt8]]
    private let keys: [Key]

    init(_ names: [String]) {
        self.names = names.map { Array($0.utf8) }
        self.keys = self.names.map { Key($0.span, 0, $0.count) }
    }

    var count: Int { keys.count }

    /// The column whose name is at `start..<end`; `guess` is tried first.
    @inline(__always)
    func index(of start: Int, _ end: Int, in text: Span<UInt8>, guess: Int) -> Int? {
        let key = Key(text, start, end)
        if guess < keys.count, matches(guess, key, text, start) { return guess }
        return keys.indices.first { matches($0, key, text, start) }
    }

    @inline(__always)
    private func matches(_ index: Int, _ key: Key, _ text: Span<UInt8>, _ start: Int) -> Bool {
        guard keys[index].first == key.first, keys[index] == key else { return false }
        return key.length <= 16 || middleMatches(index, text, start)
    }

    /// Whether the name at `start..<end` is among these, all of which have an underscore.
    @inline(__always)
    func holds(_ start: Int, _ end: Int, in text: Span<UInt8>) -> Bool {
        let key = Key(text, start, end)
        guard key.mayHaveUnderscore else { return false }
        return keys.indices.contains { matches($0, key, text, start) }
    }

    private func middleMatches(_ index: Int, _ text: Span<UInt8>, _ start: Int) -> Bool {
        let name = names[index]
        for place in 8..<name.count - 8 where name[place] != text[start + place] { return false }
        return true
    }
}
