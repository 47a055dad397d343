/// The sum of bytes that gzip keeps to find damage; no protection from an attacker.
package struct CRC32: Sendable {
    private var state: UInt32 = 0xFFFF_FFFF

    package init() {}

    /// The sum of the bytes so far.
    package var value: UInt32 { ~state }

    /// Adds bytes.
    package mutating func add(_ bytes: Span<UInt8>) {
        let table = Self.table
        var state = state
        for index in bytes.indices {
            state = table[Int((state ^ UInt32(bytes[index])) & 0xFF)] ^ (state >> 8)
        }
        self.state = state
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in
            value & 1 == 0 ? value >> 1 : (value >> 1) ^ 0xEDB8_8320
        }
    }
}
