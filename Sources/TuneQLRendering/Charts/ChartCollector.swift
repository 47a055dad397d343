/// Collects the cells of a result for a chart.
struct ChartCollector {
    /// A label is never longer, in bytes.
    private static let longest = 400

    private(set) var data: ChartData
    private var row: [ChartValue] = []

    init(_ columns: [RenderedColumn] = []) {
        data = ChartData(columns: columns)
    }

    mutating func beginRow() { row.removeAll(keepingCapacity: true) }

    mutating func append(_ value: @autoclosure () -> ChartValue) {
        // The rows behind the limit are only counted.
        if data.hasRoom { row.append(value()) }
    }

    mutating func append(integer: Int64) {
        guard data.hasRoom else { return }
        let isBoolean = data.columns[row.count].kind == .boolean && (0...1).contains(integer)
        row.append(
            isBoolean ? .text(integer == 1 ? "true" : "false") : .number(ChartNumber(integer))
        )
    }

    mutating func append(text: Span<UInt8>) {
        guard data.hasRoom else { return }
        let kept = text.extracting(..<min(text.count, Self.longest))
        row.append(.text(String(decoding: kept.indices.map { kept[$0] }, as: UTF8.self)))
    }

    /// Notes whether rows are missing.
    mutating func record(_ ending: ResultEnding) { data.isComplete = ending.isComplete }

    mutating func endRow() { data.append(row) }
}
