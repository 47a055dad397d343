import TuneQLText

/// A tar archive, made for one test; names and types may be those of an attack.
struct TarSample {
    private(set) var bytes: [UInt8] = []

    /// Adds a member: a file `0`, hard link `1`, symbolic link `2`, device `3`, or directory `5`.
    ///
    /// The size is that of the text, unless another one is written down.
    mutating func add(
        _ name: String,
        _ text: String = "",
        type: Character = "0",
        link: String = "",
        size: String? = nil
    ) {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at offset: Int) {
            for (index, byte) in text.utf8.enumerated() { header[offset + index] = byte }
        }
        put(name, at: 0)
        put("0000644\0", at: 100)
        put("0000000\0", at: 108)
        put("0000000\0", at: 116)
        put(size ?? octal(text.utf8.count, digits: 11), at: 124)
        put("00000000000", at: 136)
        put("        ", at: 148)
        put(String(type), at: 156)
        put(link, at: 157)
        put("ustar\0" + "00", at: 257)
        let sum = header.reduce(0) { $0 + Int($1) }
        put(octal(sum, digits: 6) + "\0 ", at: 148)
        bytes += header + Array(text.utf8)
        bytes += [UInt8](repeating: 0, count: (512 - text.utf8.count % 512) % 512)
    }

    /// The archive with the blocks that end it.
    var archive: [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }

    /// The archive in gzip's form, without compression.
    static func packed(_ archive: [UInt8]) -> [UInt8] {
        var output: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
        var rest = archive[...]
        while !rest.isEmpty {
            let block = rest.prefix(0xFFFF)
            rest = rest.dropFirst(block.count)
            let size = UInt16(block.count)
            output += [rest.isEmpty ? 1 : 0] + littleEndian(size) + littleEndian(~size) + block
        }
        var sum = CRC32()
        sum.add(archive.span)
        return output + littleEndian(sum.value) + littleEndian(UInt32(archive.count))
    }

    private static func littleEndian(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }

    private func octal(_ number: Int, digits: Int) -> String {
        let text = String(number, radix: 8)
        return String(repeating: "0", count: digits - text.count) + text
    }
}
