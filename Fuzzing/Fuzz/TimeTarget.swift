import TuneQLCatalog
import TuneQLHTTP
import TuneQLText

/// Reads three lines as timestamps: readers agree, and their order is one.
func fuzzTimes(_ input: [UInt8]) {
    let lines = input.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
    for line in lines { readTime(line) }
    guard lines.count == 3 else { return }
    let order = { (first: Int, second: Int) in
        Chronology.order(lines[first].utf8.span, lines[second].utf8.span).signum()
    }
    for (first, second) in [(0, 1), (1, 2), (0, 2)] {
        precondition(order(first, second) == -order(second, first), "an order depends on its side")
        precondition(order(first, first) == 0, "a text is not equal to itself")
    }
    if order(0, 1) <= 0, order(1, 2) <= 0 {
        precondition(order(0, 2) <= 0, "an order has a circle")
    }
}

private func readTime(_ text: String) {
    let instant = Instant(text.utf8.span)
    if let instant {
        precondition((0..<1_000_000_000).contains(instant.nanoseconds), "a second is too long")
        precondition(abs(instant.seconds) < 1_000_000_000_000, "a time is outside of the calendar")
    }
    if Timestamp.isValid(text) {
        precondition(instant != nil, "a valid timestamp has no place in the order")
    }
    if let seconds = UTCTime.seconds(text), let instant, text.utf8.count >= 20 {
        precondition(seconds == instant.seconds, "two readers of a time differ")
    }
    if let duration = Duration(protobuf: text) {
        precondition(duration >= .zero && duration < .seconds(1_000_000_000), "a wait is too long")
        _ = duration.readable
    }
    _ = Timestamp.isDuration(text)
}
