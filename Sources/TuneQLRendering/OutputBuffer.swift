/// Output text, passed to a sink in large pieces.
package struct OutputBuffer {
    /// Receives a piece of the text, which is valid only during the call.
    package typealias Sink = (Span<UInt8>) throws -> Void

    private static let pieceSize = 1 << 16

    var bytes: [UInt8] = []
    private let sink: Sink

    init(_ sink: @escaping Sink) {
        self.sink = sink
        bytes.reserveCapacity(2 * Self.pieceSize)
    }

    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Passes the text to the sink once it is large.
    mutating func flushIfLarge() throws {
        if bytes.count >= Self.pieceSize { try flush() }
    }

    /// Passes all text to the sink.
    mutating func flush() throws {
        guard !bytes.isEmpty else { return }
        try sink(bytes.span)
        bytes.removeAll(keepingCapacity: true)
    }
}
