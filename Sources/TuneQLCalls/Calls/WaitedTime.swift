/// How long something has waited, when parts of it wait side by side: what overlaps counts once.
struct WaitedTime: Sendable {
    private struct Span {
        var start: Duration
        var end: Duration
    }

    /// Without gaps between them no two; in their order.
    private var spans: [Span] = []
    /// That of the spans that are forgotten.
    private var passed = Duration.zero

    private static let manySpans = 256

    /// The time that is covered.
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
