extension String {
    /// The text as a SQL name, in double quotes.
    package var quotedAsName: String { quoted(with: "\"") }

    /// The text as a SQL literal, in single quotes.
    package var quotedAsText: String { quoted(with: "'") }

    private func quoted(with quote: Character) -> String {
        String(quote) + doubling(quote) + String(quote)
    }

    /// The text with every `quote` doubled, as it is written inside such quotes.
    package func doubling(_ quote: Character) -> String {
        guard let byte = quote.asciiValue, utf8.contains(byte) else { return self }
        var result: [UInt8] = []
        for other in utf8 { result += other == byte ? [byte, byte] : [other] }
        return String(decoding: result, as: UTF8.self)
    }
}
