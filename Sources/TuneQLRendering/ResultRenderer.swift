/// Writes results, which are pushed cell by cell: nothing is kept that a format doesn't need.
///
/// A result is `begin`, rows and `finish`; a row is `beginRow`, one call for each column and
/// `endRow`. Several results may follow each other. Spans are read during the call only.
package protocol ResultRenderer {
    mutating func begin(columns: [RenderedColumn]) throws
    mutating func beginRow()
    mutating func appendNull()
    mutating func append(integer: Int64)
    mutating func append(real: Double)
    mutating func append(text: Span<UInt8>)
    /// Appends text that one of SQL's JSON functions made, whatever the column holds else.
    mutating func append(json: Span<UInt8>)
    mutating func append(blob: Span<UInt8>)
    mutating func endRow() throws
    /// Takes note of how the result ends.
    mutating func note(_ ending: ResultEnding)
    /// Ends the result; its last text may still wait for ``flush()``.
    mutating func finish() throws
    /// Ends a result that failed behind its first rows, so that it does not look whole.
    mutating func breakOff() throws
    /// Hands all finished text to the sink.
    mutating func flush() throws
}
