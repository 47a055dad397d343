/// The total of waits, some of them parallel: overlaps count once.
struct WaitedTime: Sendable {
    private struct Span {
        var start: Duration
        var end: Duration
    }

    /// Spans with gaps between them, in order.
    private var spans: [Span] = []
    /// The total of the spans that were dropped.
    private var passed = Duration.zero

    private static let manySpans = 256

    /// The time covered by the waits.
    var total: Duration { spans.reduce(passed) { $0 + $1.end - $1.start } }

    /// Adds a wait that has just ended.
    mutating func add(from start: Duration, to end: Duration) {
        guard end > start else { return }
        var span = Span(start: start, end: end)
        while let last = spans.last, last.end >= span.start {
            span.start = min(span.start, last.start)
            span.end = max(span.end, last.end)
            spans.removeLast()
        }
        spans.append(span)
        guard spans.count > Self.manySpans else { return }
        let first = spans.removeFirst()
        passed += first.end - first.start
    }
}
