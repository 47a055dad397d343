extension String {
    /// The text with each name and value in it cut to a length that can still be read.
    ///
    /// A name is a run of characters without blanks, or text in quotes; addresses may be longer.
    package var cuttingLongNames: String {
        guard utf8.count > LongNames.limit else { return self }
        var cutter = LongNames(self)
        return cutter.cut()
    }
}

/// Cuts names and values that are too long for a message.
private struct LongNames {
    /// The maximum length of a name, in bytes.
    static let limit = 200
    /// The maximum length of an address, in bytes.
    static let addressLimit = 1_000
    /// The maximum length of a message, in bytes: names may hold blanks.
    static let textLimit = 4_000

    private let bytes: [UInt8]
    private var output: [UInt8] = []

    init(_ text: String) {
        bytes = Array(text.utf8)
        output.reserveCapacity(bytes.count)
    }

    mutating func cut() -> String {
        var offset = 0
        while offset < bytes.count {
            let end = endOfName(from: offset)
            if end == offset {
                output.append(bytes[offset])
                offset += 1
            } else {
                append(offset..<end)
                offset = end
            }
        }
        return text
    }

    private var text: String {
        guard output.count > Self.textLimit else { return String(decoding: output, as: UTF8.self) }
        var end = Self.textLimit
        while output[end] & 0xC0 == 0x80 { end -= 1 }
        return String(decoding: output[..<end], as: UTF8.self) + "…"
    }

    /// The end of the name that starts at a byte: after its quote, or before a blank.
    private func endOfName(from start: Int) -> Int {
        let quote = bytes[start]
        if Self.quotes.contains(quote), start == 0 || !bytes[start - 1].continuesName,
            let end = bytes[(start + 1)...].firstIndex(where: { $0 == quote || $0 == 0x0A }),
            bytes[end] == quote
        {
            return end + 1
        }
        return bytes.indices[start...].first {
            $0 > start && opensQuote(at: $0) || bytes[$0] <= 0x20
        }
            ?? bytes.count
    }

    /// Whether a quote opens at a byte; inside a word it is an apostrophe.
    private func opensQuote(at index: Int) -> Bool {
        Self.quotes.contains(bytes[index]) && !bytes[index - 1].continuesName
    }

    private static let quotes = Array("'\"`".utf8)

    /// Appends a name, without its middle if it is too long.
    private mutating func append(_ range: Range<Int>) {
        let isAddress = bytes[range].starts(with: "https://".utf8)
        guard range.count > (isAddress ? Self.addressLimit : Self.limit) else {
            output += bytes[range]
            return
        }
        var end = range.lowerBound + Self.limit / 2
        while bytes[end] & 0xC0 == 0x80 { end -= 1 }
        output += bytes[range.lowerBound..<end]
        output += "…".utf8
        if let last = bytes[range].last, Self.quotes.contains(last) { output.append(last) }
    }
}
