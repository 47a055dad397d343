/// The bytes of a database that is only read, without a copy of them.
package enum DatabasePages: Sendable {
    /// The database as its file would hold it.
    case plain([UInt8])
    /// Pages of ``pageSize`` bytes, each as base64 with padding, one after another.
    case encoded(StaticString)

    /// The size of an encoded page in bytes.
    package static let pageSize = 4096
    /// The number of digits of an encoded page, with its padding.
    package static let encodedPageSize = (pageSize + 2) / 3 * 4

    var byteCount: Int {
        switch self {
        case .plain(let bytes): bytes.count
        case .encoded(let text): text.utf8CodeUnitCount / Self.encodedPageSize * Self.pageSize
        }
    }

    /// Copies as many bytes as `target` holds, from an offset; all are within the database.
    func copy(from offset: Int, to target: UnsafeMutableRawBufferPointer) {
        switch self {
        case .plain(let bytes):
            unsafe bytes.withUnsafeBytes { source in
                let part = unsafe source[offset..<offset + target.count]
                unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: part))
            }
        case .encoded(let text):
            guard text.hasPointerRepresentation else { return }
            let digits = unsafe UnsafeBufferPointer(
                start: text.utf8Start,
                count: text.utf8CodeUnitCount
            )
            unsafe Self.decode(digits, from: offset, to: target)
        }
    }

    /// Decodes the parts of pages that the range touches.
    package static func decode(
        _ digits: UnsafeBufferPointer<UInt8>,
        from offset: Int,
        to target: UnsafeMutableRawBufferPointer
    ) {
        unsafe values.withUnsafeBufferPointer { values in
            var copied = 0
            while copied < target.count {
                let (page, start) = (offset + copied).quotientAndRemainder(dividingBy: pageSize)
                let count = min(pageSize - start, target.count - copied)
                let first = page * encodedPageSize + start / 3 * 4
                let part = unsafe UnsafeMutableRawBufferPointer(
                    rebasing: target[copied..<copied + count]
                )
                unsafe decodePage(digits, values, from: first, skipping: start % 3, to: part)
                copied += count
            }
        }
    }

    /// Decodes groups of four digits, without the first bytes of the first group.
    private static func decodePage(
        _ digits: UnsafeBufferPointer<UInt8>,
        _ values: UnsafeBufferPointer<UInt8>,
        from first: Int,
        skipping skipped: Int,
        to target: UnsafeMutableRawBufferPointer
    ) {
        var (group, skipped, copied) = (first, skipped, 0)
        while copied < target.count {
            let word =
                unsafe UInt32(values[Int(digits[group])]) << 18
                | UInt32(values[Int(digits[group + 1])]) << 12
                | UInt32(values[Int(digits[group + 2])]) << 6
                | UInt32(values[Int(digits[group + 3])])
            for byte in skipped..<3 where copied < target.count {
                unsafe target[copied] = UInt8(truncatingIfNeeded: word >> (16 - 8 * byte))
                copied += 1
            }
            (skipped, group) = (0, group + 4)
        }
    }

    /// The value of each digit; zero for padding.
    private static let values: [UInt8] = {
        let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
        var values = [UInt8](repeating: 0, count: 256)
        for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
        return values
    }()
}
