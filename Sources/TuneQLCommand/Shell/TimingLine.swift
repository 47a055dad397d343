import TuneQL
import TuneQLScan
import TuneQLText
import TuneQLTransport

/// The cost of a statement, in one line.
struct TimingLine {
    let work: StatementWork
    let rows: Int
    /// The time until the first row; nil without rows.
    let firstRow: Duration?
    /// The time until the end.
    let time: Duration

    /// The line: `calls 0, pages 2, rows 134, bytes 20482, retries 0, waited 0 ms, …, 3 ms, cached`.
    var text: String {
        let counts =
            "calls \(work.calls), pages \(work.pages), rows \(rows), bytes \(work.bytes), "
            + "retries \(work.retries), waited \(work.waited.readable)"
        let first = firstRow.map { ", first row \($0.readable)" } ?? ""
        return "\(counts)\(first), \(time.readable)\(work.cacheNote)"
    }
}
