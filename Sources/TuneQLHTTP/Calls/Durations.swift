extension Duration {
    /// Longer ones that a service names mean as much: some thirty years.
    static let longestSeconds = 1e9

    /// Reads the JSON form of a protobuf duration: `21.5s`; nil for anything else.
    package init?(protobuf text: String) {
        guard text.hasSuffix("s"), let seconds = Double(text.dropLast()), seconds >= 0,
            seconds.isFinite
        else { return nil }
        self = .seconds(min(seconds, Self.longestSeconds))
    }

    /// The duration as people write it: `21.5 s`, `3 min`, `11574 days`.
    package var readable: String {
        let tenths = (milliseconds + 50) / 100
        if tenths >= 1_728_000 { return "\((tenths + 432_000) / 864_000) days" }
        if tenths >= 72_000 { return "\((tenths + 18_000) / 36_000) h" }
        if tenths >= 1_200 { return "\((tenths + 300) / 600) min" }
        if milliseconds < 1_000 { return "\(milliseconds) ms" }
        return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
    }
}

/// Starts a stopwatch; the result reads it.
package func stopwatch(_ clock: some Clock<Duration>) -> () -> Duration {
    let start = clock.now
    return { start.duration(to: clock.now) }
}
