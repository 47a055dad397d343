/// Finds long pieces of known secrets in a text, even with invisible characters inside.
///
/// Sixteen characters of a token reveal too much, and are too many to match by chance.
struct SecretPieces: Sendable {
    /// A piece of a known text.
    struct Piece {
        var range: Range<Int>
        /// The secret that it reveals.
        var secret: [UInt8]
    }

    private struct Text {
        var bytes: [UInt8]
        var secret: [UInt8]
    }

    private struct Place: Hashable {
        var text: Int
        var offset: Int
    }

    /// The minimum length in bytes: a shorter piece may be a word.
    private static let minimumLength = 16
    /// The size of a block: any ``minimumLength`` bytes contain a whole block aligned to its size.
    private static let block = 8

    private var texts: [Int: Text] = [:]
    private var next = 0
    private var places: [UInt64: [Place]] = [:]
    /// A bit for the number of each word in ``places``: most words of a text are not among them.
    private var numbers = [UInt64](repeating: 0, count: 64)

    /// Registers a text whose pieces reveal a secret.
    mutating func insert(_ text: [UInt8], of secret: [UInt8]) {
        let bytes = Invisible.removed(from: text)
        guard bytes.count >= Self.minimumLength else { return }
        for (word, offset) in Self.blocks(of: bytes) {
            places[word, default: []].append(Place(text: next, offset: offset))
            numbers[Self.number(of: word) >> 6] |= 1 << UInt64(Self.number(of: word) & 63)
        }
        texts[next] = Text(bytes: bytes, secret: secret)
        next += 1
    }

    /// Forgets a secret.
    mutating func remove(_ secret: [UInt8]) {
        for (number, text) in texts where text.secret == secret {
            for (word, _) in Self.blocks(of: text.bytes) {
                places[word]?.removeAll { $0.text == number }
                if places[word]?.isEmpty ?? false { places[word] = nil }
            }
            texts[number] = nil
        }
    }

    private static func blocks(of bytes: [UInt8]) -> [(word: UInt64, offset: Int)] {
        stride(from: 0, through: bytes.count - block, by: block).map { offset in
            (bytes[offset..<offset + block].reversed().reduce(0) { $0 << 8 | UInt64($1) }, offset)
        }
    }

    /// A hash of a word, below 4096.
    private static func number(of word: UInt64) -> Int {
        Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 52)
    }

    private func places(of word: UInt64) -> [Place]? {
        let number = Self.number(of: word)
        guard numbers[number >> 6] & 1 << UInt64(number & 63) != 0 else { return nil }
        return places[word]
    }

    /// The pieces in a text, in order; none overlaps another.
    func pieces(in input: [UInt8]) -> [Piece] {
        guard !places.isEmpty, input.count >= Self.minimumLength else { return [] }
        var found = pieces(in: PlainText(input, decodes: false))
        if input.contains(where: Spelling.isLead) {
            found += pieces(in: PlainText(input, decodes: true))
        }
        return found.sorted { $0.range.lowerBound < $1.range.lowerBound }.merged
    }

    private func pieces(in text: PlainText) -> [Piece] {
        var found: [Piece] = []
        var covered = 0
        var word: UInt64 = 0
        for (index, byte) in text.bytes.enumerated() {
            word = word >> 8 | UInt64(byte) << 56
            let start = index + 1 - Self.block
            guard start >= covered, let candidates = places(of: word),
                let (range, secret) = longest(at: start, in: text.bytes, from: covered, candidates)
            else { continue }
            found.append(
                Piece(
                    range: text.starts[range.lowerBound]..<text.ends[range.upperBound - 1],
                    secret: secret
                )
            )
            covered = range.upperBound
        }
        return found
    }

    /// The longest piece around a block, if it is long enough.
    private func longest(
        at start: Int,
        in bytes: [UInt8],
        from first: Int,
        _ candidates: [Place]
    ) -> (range: Range<Int>, secret: [UInt8])? {
        var best: (range: Range<Int>, secret: [UInt8])?
        for place in candidates {
            guard let text = texts[place.text] else { continue }
            var low = 0
            while start - low > first, place.offset - low > 0,
                bytes[start - low - 1] == text.bytes[place.offset - low - 1]
            { low += 1 }
            var high = Self.block
            while start + high < bytes.count, place.offset + high < text.bytes.count,
                bytes[start + high] == text.bytes[place.offset + high]
            { high += 1 }
            guard low + high >= max(Self.minimumLength, (best?.range.count ?? 0) + 1) else {
                continue
            }
            best = (start - low..<start + high, text.secret)
        }
        return best
    }
}

extension [SecretPieces.Piece] {
    /// The pieces, sorted by their starts, with overlapping ones merged.
    fileprivate var merged: [SecretPieces.Piece] {
        var merged: [SecretPieces.Piece] = []
        for piece in self {
            guard let last = merged.last, piece.range.lowerBound < last.range.upperBound else {
                merged.append(piece)
                continue
            }
            let end = Swift.max(last.range.upperBound, piece.range.upperBound)
            merged[merged.count - 1].range = last.range.lowerBound..<end
        }
        return merged
    }
}

/// The visible bytes of a text, and their positions in it.
private struct PlainText {
    private(set) var bytes: [UInt8] = []
    private(set) var starts: [Int] = []
    private(set) var ends: [Int] = []

    /// Leaves out invisible characters; `decodes` also reads other spellings.
    init(_ input: [UInt8], decodes: Bool) {
        bytes.reserveCapacity(input.count)
        starts.reserveCapacity(input.count)
        ends.reserveCapacity(input.count)
        var place = 0
        while place < input.count {
            if decodes, let unit = Self.unit(at: place, in: input) {
                for byte in unit.bytes { add(byte, place, unit.end) }
                place = unit.end
            } else {
                add(input[place], place, place + 1)
                place += 1
            }
        }
        removeInvisible()
    }

    private mutating func removeInvisible() {
        var (kept, place) = (0, 0)
        while place < bytes.count {
            if let end = Invisible.endOfCharacter(at: place, in: bytes) {
                place = end
                continue
            }
            (bytes[kept], starts[kept], ends[kept]) = (bytes[place], starts[place], ends[place])
            (kept, place) = (kept + 1, place + 1)
        }
        bytes.removeLast(bytes.count - kept)
    }

    private mutating func add(_ byte: UInt8, _ start: Int, _ end: Int) {
        bytes.append(byte)
        starts.append(start)
        ends.append(end)
    }

    /// The most deeply decoded reading of the text here; a plus sign is itself.
    private static func unit(at place: Int, in input: [UInt8]) -> Spelling.Unit? {
        guard Spelling.isLead(input[place]), input[place] != UInt8(ascii: "+") else { return nil }
        return Spelling.units(at: place, in: input).last
    }
}
