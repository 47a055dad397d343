/// A row of a result: a view of a batch, cheap to copy and safe to keep.
///
/// ```swift
/// let results = try await session.run("SELECT 'gemini' AS model, 3 AS epochs, NULL AS note")
/// for try await row in results {
///     #expect(row[0] == .text("gemini"))
///     #expect(row["EPOCHS"] == .integer(3))
///     #expect(row.string("model") == "gemini")
///     #expect(row.real("epochs") == 3.0)
///     #expect(row["note"] == .null)
///     #expect(row["no such column"] == nil)
/// }
/// ```
public struct Row: Sendable {
    let batch: RowBatch
    let index: Int
    /// The result's columns.
    public let columns: [ResultColumn]

    /// Whether the next row has yet to be fetched or computed.
    package var isLastOfBatch: Bool { index == batch.count - 1 }

    /// The number of values.
    public var count: Int { batch.columnCount }

    /// The value at a position, from 0.
    public subscript(_ column: Int) -> Value {
        let kind = columns[column].kind
        return switch batch.cells[index * batch.columnCount + column] {
        case .null: .null
        case .integer(let value) where kind == .boolean: .boolean(value != 0)
        case .integer(let value): .integer(value)
        case .real(let value): .real(value)
        case .text(let start, let count) where kind == .json: .json(text(start, count))
        case .text(let start, let count): .text(text(start, count))
        case .json(let start, let count): .json(text(start, count))
        case .blob(let start, let count):
            .blob(Array(batch.bytes[Int(start)..<Int(start + count)]))
        }
    }

    /// The value of the first column of this name, without regard to case; nil when there is none.
    public subscript(_ name: String) -> Value? {
        guard let index = columns.firstIndex(where: { $0.name.lowercased() == name.lowercased() })
        else { return nil }
        return self[index]
    }

    private func text(_ start: UInt32, _ count: UInt32) -> String {
        String(decoding: batch.bytes[Int(start)..<Int(start + count)], as: UTF8.self)
    }
}

extension Row {
    /// The text of a column; nil for NULL, other kinds of value, and an unknown column.
    public func string(_ name: String) -> String? {
        switch self[name] {
        case .text(let text), .json(let text): text
        default: nil
        }
    }

    /// The integer in a column; nil for NULL, other kinds of value, and an unknown column.
    public func integer(_ name: String) -> Int64? {
        guard case .integer(let value) = self[name] else { return nil }
        return value
    }

    /// The number in a column, integers included; nil otherwise.
    public func real(_ name: String) -> Double? {
        switch self[name] {
        case .real(let value): value
        case .integer(let value): Double(value)
        default: nil
        }
    }

    /// The truth value in a column: a Boolean, or an integer that is 0 or not; nil otherwise.
    public func boolean(_ name: String) -> Bool? {
        switch self[name] {
        case .boolean(let value): value
        case .integer(let value): value != 0
        default: nil
        }
    }
}

/// A value whose text, if it has one, is lent instead of copied.
package enum BorrowedCell {
    case null
    case integer(Int64)
    case real(Double)
    case text
    case json
    case blob
}

extension Row {
    /// Lends the value at a position to `body`, with the bytes of a text or blob.
    package func withCell<R, E: Error>(
        at column: Int,
        _ body: (BorrowedCell, Span<UInt8>) throws(E) -> R
    ) throws(E) -> R {
        let empty = batch.bytes.span.extracting(0..<0)
        func bytes(_ start: UInt32, _ count: UInt32) -> Range<Int> {
            Int(start)..<Int(start) + Int(count)
        }
        return switch batch.cells[index * batch.columnCount + column] {
        case .null: try body(.null, empty)
        case .integer(let value): try body(.integer(value), empty)
        case .real(let value): try body(.real(value), empty)
        case .text(let start, let count):
            try body(.text, batch.bytes.span.extracting(bytes(start, count)))
        case .json(let start, let count):
            try body(.json, batch.bytes.span.extracting(bytes(start, count)))
        case .blob(let start, let count):
            try body(.blob, batch.bytes.span.extracting(bytes(start, count)))
        }
    }
}
