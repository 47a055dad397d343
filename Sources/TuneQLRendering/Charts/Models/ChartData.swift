import TuneQLText

/// The rows of a result that becomes a chart.
package struct ChartData: Sendable {
    /// The number of rows that are kept; those behind are counted.
    package static let limit = 10_000

    /// The columns.
    package let columns: [RenderedColumn]
    /// The rows, at most ``limit``.
    package private(set) var rows: [[ChartValue]] = []
    /// The number of rows of the whole result.
    package private(set) var count = 0
    /// Whether the result has all rows.
    package var isComplete = true

    /// Data without rows.
    package init(columns: [RenderedColumn]) {
        self.columns = columns
    }

    /// Data with rows.
    package init(columns: [RenderedColumn], rows: [[ChartValue]]) {
        self.columns = columns
        for row in rows { append(row) }
    }

    /// Whether the next row is kept.
    var hasRoom: Bool { count < Self.limit }

    /// Adds a row.
    package mutating func append(_ row: [ChartValue]) {
        if hasRoom { rows.append(row) }
        count += 1
    }

    /// What the rows lack.
    var remarks: [String] {
        let (kept, all) = (ChartNumber(Int64(rows.count)), ChartNumber(Int64(count)))
        let cut = count > rows.count ? ["the first \(kept.text) of \(all.text) rows are drawn"] : []
        return isComplete ? cut : cut + ["incomplete: rows of failed calls are missing"]
    }
}

// MARK: - Kinds of columns

extension ChartData {
    /// The columns whose values are numbers, as far as they are there.
    var numberColumns: [Int] {
        columns.indices.filter { column in
            columns[column].kind != .boolean && columns[column].kind != .timestamp
                && hasOnly(column) { $0.number != nil }
        }
    }

    /// The columns whose values are times, as far as they are there.
    var timeColumns: [Int] {
        columns.indices.filter { column in
            columns[column].kind == .timestamp || hasOnly(column) { $0.time != nil }
        }
    }

    /// The columns of text that can be labels: neither times nor objects.
    var labelColumns: [Int] {
        let others = Set(numberColumns).union(timeColumns)
        return columns.indices.filter { column in
            guard !others.contains(column) else { return false }
            return switch columns[column].kind {
            case .json, .checkedJSON: false
            default: rows.contains { $0[column] != .null }
            }
        }
    }

    /// Whether each value of a column that is not NULL has a property, and there is one.
    private func hasOnly(_ column: Int, where holds: (ChartValue) -> Bool) -> Bool {
        var isFound = false
        for row in rows where row[column] != .null {
            guard holds(row[column]) else { return false }
            isFound = true
        }
        return isFound
    }
}

extension ChartValue {
    /// The seconds since 1970 of a text that is a date or a time.
    var time: Double? {
        guard case .text(let text) = self, text.utf8.count >= 10,
            let time = Timestamp(text.utf8.span)
        else { return nil }
        return Double(time.seconds) + Double(time.nanoseconds) / 1e9
    }
}
