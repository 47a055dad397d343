extension JSONText {
    /// Whether a value is JSON that ``minify(_:into:from:)`` would leave unchanged.
    ///
    /// May be false for values nested deeper than 64 levels.
    package static func isMinified(_ text: Span<UInt8>) -> Bool {
        JSONCompactness.holds(for: text)
    }

    /// Appends one JSON value without the whitespace between its tokens.
    ///
    /// Everything but UTF-8 is checked; numbers and strings keep their spelling. Nothing is
    /// appended on failure.
    ///
    /// - Parameters:
    ///   - text: The value, and nothing else but whitespace.
    ///   - output: The array that the value is appended to.
    ///   - base: The offset of `text` in the text that it is part of, for errors.
    /// - Throws: ``JSONError`` for anything that RFC 8259 does not allow, and beyond 512 levels.
    package static func minify(
        _ text: Span<UInt8>,
        into output: inout [UInt8],
        from base: Int = 0
    ) throws(JSONError) {
        let start = output.count
        // Whole words are written, so the last one may extend seven bytes past the end.
        output.append(contentsOf: repeatElement(0, count: text.count + 8))
        do {
            var minifier = JSONMinifier(output: start)
            var target = output.mutableSpan
            var room = target.mutableBytes
            try minifier.document(text, &room)
            output.removeLast(output.count - minifier.written)
        } catch {
            output.removeLast(output.count - start)
            throw JSONError(error.reason, at: error.offset + base)
        }
    }
}
