import TuneQLText

/// Where a list goes on; opaque to callers, and good for one list alone.
struct PageToken: Sendable, Hashable {
    /// Stands for the list: project, location and filter.
    var list: UInt32
    /// The rank of the first job of the page.
    var rank: Int32

    init(list: UInt32, rank: Int32) {
        self.list = list
        self.rank = rank
    }

    /// Reads what ``text`` wrote; nil for anything else.
    init?(_ text: String) {
        guard let bytes = Base64.decoded(text), bytes.count == 9 else { return nil }
        list = Self.word(bytes[0..<4])
        rank = Int32(bitPattern: Self.word(bytes[4..<8]) ^ list)
        guard bytes[8] == check, self.text == text else { return nil }
    }

    /// The token as base64url.
    var text: String {
        let bits = UInt64(list) << 32 | UInt64(UInt32(bitPattern: rank) ^ list)
        let shifts: [UInt64] = [56, 48, 40, 32, 24, 16, 8, 0]
        let bytes = shifts.map { UInt8(truncatingIfNeeded: bits >> $0) } + [check]
        return Base64.encoded(bytes, as: .url)
    }

    private var check: UInt8 {
        let bits = UInt64(list) << 32 | UInt64(UInt32(bitPattern: rank))
        return UInt8(truncatingIfNeeded: SeededRandom.mixed(bits))
    }

    private static func word(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }
}
