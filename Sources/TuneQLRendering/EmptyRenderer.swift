/// Reads a result and writes nothing, for timing.
struct EmptyRenderer: ResultRenderer {
    mutating func begin(columns: [RenderedColumn]) {}
    mutating func beginRow() {}
    mutating func appendNull() {}
    mutating func append(integer: Int64) {}
    mutating func append(real: Double) {}
    mutating func append(text: Span<UInt8>) {}
    mutating func append(json: Span<UInt8>) {}
    mutating func append(blob: Span<UInt8>) {}
    mutating func endRow() {}
    mutating func finish() {}
    mutating func flush() {}
}
