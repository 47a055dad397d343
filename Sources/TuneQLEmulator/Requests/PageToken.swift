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
        guard let bytes = Base64URL.bytes(text), bytes.count == 9 else { return nil }
        list = Self.word(bytes[0..<4])
        rank = Int32(bitPattern: Self.word(bytes[4..<8]) ^ list)
        guard bytes[8] == check else { return nil }
    }

    /// The token as base64url.
    var text: String {
        let bits = UInt64(list) << 32 | UInt64(UInt32(bitPattern: rank) ^ list)
        let shifts: [UInt64] = [56, 48, 40, 32, 24, 16, 8, 0]
        return Base64URL.text(shifts.map { UInt8(truncatingIfNeeded: bits >> $0) } + [check])
    }

    private var check: UInt8 {
        let bits = UInt64(list) << 32 | UInt64(UInt32(bitPattern: rank))
        return UInt8(truncatingIfNeeded: SeededRandom.mixed(bits))
    }

    private static func word(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }
}

/// The alphabet that tokens are written in, without padding: whole groups of three bytes only.
private enum Base64URL {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8
    )

    static func text(_ bytes: [UInt8]) -> String {
        var output: [UInt8] = []
        var bits: UInt32 = 0
        for (index, byte) in bytes.enumerated() {
            bits = bits << 8 | UInt32(byte)
            guard index % 3 == 2 else { continue }
            for shift in [18, 12, 6, 0] as [UInt32] {
                output.append(alphabet[Int(bits >> shift & 0x3F)])
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    static func bytes(_ text: String) -> [UInt8]? {
        var output: [UInt8] = []
        var bits: UInt32 = 0
        for (index, character) in text.utf8.enumerated() {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            bits = bits << 6 | UInt32(value)
            guard index % 4 == 3 else { continue }
            for shift in [16, 8, 0] as [UInt32] {
                output.append(UInt8(truncatingIfNeeded: bits >> shift))
            }
        }
        return text.utf8.count % 4 == 0 ? output : nil
    }
}
