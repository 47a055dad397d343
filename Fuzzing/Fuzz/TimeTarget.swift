import TuneQLCatalog
import TuneQLCredentials
import TuneQLText
import TuneQLTransport

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
    let time = Timestamp(text)
    if let time {
        precondition((0..<1_000_000_000).contains(time.nanoseconds), "a second is too long")
        precondition(abs(time.seconds) < 1_000_000_000_000, "a time is outside of the calendar")
    }
    if let complete = Timestamp(text, .complete) {
        precondition(complete == time, "two forms of a time differ")
        precondition(Timestamp(text, .dateOrComplete) == time, "two forms of a time differ")
        let years = -62_167_219_200..<253_402_300_800 as Range<Int64>
        if years.contains(complete.seconds) {
            precondition(Timestamp(complete.text, .complete) == time, "a time is written wrongly")
        }
    }
    if let duration = Duration(protobuf: text) {
        precondition(
            (.seconds(-1_000_000_000_000) ... .seconds(1_000_000_000_000)).contains(duration),
            "a duration is too long"
        )
        _ = duration.readable
    }
}
