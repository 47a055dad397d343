/// Writes results that arrive cell by cell, keeping only what the format needs.
///
/// A result is `begin`, rows and `finish`; a row is `beginRow`, one call for each column and
/// `endRow`. Several results may follow each other. Spans are read only during the call.
package protocol ResultRenderer {
    mutating func begin(columns: [RenderedColumn]) throws
    mutating func beginRow()
    mutating func appendNull()
    mutating func append(integer: Int64)
    mutating func append(real: Double)
    mutating func append(text: Span<UInt8>)
    /// Appends text from one of SQL's JSON functions, whatever the kind of the column.
    mutating func append(json: Span<UInt8>)
    mutating func append(blob: Span<UInt8>)
    mutating func endRow() throws
    /// Receives how the result ended.
    mutating func record(_ ending: ResultEnding)
    /// Ends the result; its last text may remain buffered until ``flush()``.
    mutating func finish() throws
    /// Ends a result that failed after its first rows, so that it does not look complete.
    mutating func breakOff() throws
    /// Passes all finished text to the sink.
    mutating func flush() throws
    /// Completes what is written as a whole, after the last result.
    mutating func close() throws
}
