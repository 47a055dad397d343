import TuneQL
import TuneQLScan
import TuneQLText
import TuneQLTransport

/// The cost of a statement, in one line.
enum TimingLine {
    /// The line: `calls 0, pages 2, rows 134, bytes 20482, retries 0, waited 0 ms, 3 ms, cached`.
    static func text(_ work: StatementWork, rows: Int, _ time: Duration) -> String {
        let counts =
            "calls \(work.calls), pages \(work.pages), rows \(rows), bytes \(work.bytes), "
            + "retries \(work.retries), waited \(work.waited.readable)"
        return "\(counts), \(time.readable)\(work.cacheNote)"
    }
}
