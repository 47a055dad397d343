import TuneQLSQLite

/// Packed rows that leave a session together.
struct RowBatch: Sendable {
    /// A cell; texts and blobs are stored in the batch's bytes.
    enum Cell: Sendable {
        case null
        case integer(Int64)
        case real(Double)
        case text(start: UInt32, count: UInt32)
        case json(start: UInt32, count: UInt32)
        case blob(start: UInt32, count: UInt32)
    }

    private(set) var cells: [Cell] = []
    private(set) var bytes: [UInt8] = []
    let columnCount: Int
    private(set) var count = 0

    private let capacity: Int

    /// Makes an empty batch.
    ///
    /// - Parameters:
    ///   - columnCount: The number of values in a row.
    ///   - capacity: The number of rows at which it is full; long rows fill it earlier.
    init(columnCount: Int, capacity: Int = .max) {
        self.columnCount = columnCount
        self.capacity = capacity
    }

    /// Whether the batch is large enough to be handed on.
    ///
    /// The limit is below the size from which the kernel maps allocations page by page.
    var isFull: Bool { count >= capacity || bytes.count >= 100_000 }

    /// Appends a copy of the statement's current row.
    mutating func append(rowOf statement: borrowing PreparedStatement) {
        for column in 0..<columnCount {
            switch statement.kind(at: column) {
            case .null: cells.append(.null)
            case .integer: cells.append(.integer(statement.integer(at: column)))
            case .real: cells.append(.real(statement.real(at: column)))
            case .text:
                let isJSON = statement.isJSON(at: column)
                let start = UInt32(bytes.count)
                let count = UInt32(statement.appendBytes(at: column, to: &bytes))
                cells.append(
                    isJSON ? .json(start: start, count: count) : .text(start: start, count: count)
                )
            case .blob:
                let start = UInt32(bytes.count)
                let count = UInt32(statement.appendBytes(at: column, to: &bytes))
                cells.append(.blob(start: start, count: count))
            }
        }
        count += 1
    }

    /// Appends a row of values.
    mutating func append(row: [Value]) {
        for value in row {
            switch value {
            case .null: cells.append(.null)
            case .integer(let value): cells.append(.integer(value))
            case .real(let value): cells.append(.real(value))
            case .boolean(let value): cells.append(.integer(value ? 1 : 0))
            case .text(let text):
                let (start, count) = append(text.utf8)
                cells.append(.text(start: start, count: count))
            case .json(let text):
                let (start, count) = append(text.utf8)
                cells.append(.json(start: start, count: count))
            case .blob(let blob):
                let (start, count) = append(blob)
                cells.append(.blob(start: start, count: count))
            }
        }
        count += 1
    }

    private mutating func append(_ text: some Collection<UInt8>) -> (UInt32, UInt32) {
        let start = UInt32(bytes.count)
        bytes.append(contentsOf: text)
        return (start, UInt32(bytes.count) - start)
    }
}
