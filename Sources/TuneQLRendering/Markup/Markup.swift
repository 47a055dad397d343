import TuneQLJSON

/// Text inside markup.
enum Markup {
    /// Appends a text, made harmless for terminals, with some ASCII characters replaced.
    ///
    /// `escape` gets the text and the place of a byte.
    static func append(
        _ text: Span<UInt8>,
        to output: inout [UInt8],
        escape: (Span<UInt8>, Int) -> StaticString?
    ) {
        var start = 0
        for place in text.indices {
            guard let replacement = escape(text, place) else { continue }
            DisplayText.append(text.extracting(start..<place), to: &output)
            replacement.withUTF8Buffer { output.append(contentsOf: $0) }
            start = place + 1
        }
        DisplayText.append(text.extracting(start..<text.count), to: &output)
    }
}
