/// Text on its way out, handed on in large pieces.
package struct OutputBuffer {
    /// Takes a piece of the text, which lives only during the call.
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

    /// Hands the text on when it has become large.
    mutating func flushIfLarge() throws {
        if bytes.count >= Self.pieceSize { try flush() }
    }

    /// Hands all text on.
    mutating func flush() throws {
        guard !bytes.isEmpty else { return }
        try sink(bytes.span)
        bytes.removeAll(keepingCapacity: true)
    }
}
