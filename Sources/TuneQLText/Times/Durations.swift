extension Duration {
    /// The maximum wait accepted from a service, in seconds: about thirty years.
    package static let maximumSeconds = 1e9

    /// Reads seconds as proto JSON writes them, such as `-1.5s`; nil for anything else.
    ///
    /// At most twelve digits before the point, which a protobuf duration cannot exceed, and nine after it.
    package init?(protobuf text: String) {
        let bytes = text.utf8.span
        var reader = DigitReader()
        let isNegative = reader.accept("-", in: bytes)
        var seconds: Int64 = 0
        var count = 0
        while let digit = reader.digit(in: bytes) {
            count += 1
            guard count <= 12 else { return nil }
            seconds = seconds * 10 + digit
        }
        guard count > 0 else { return nil }
        var nanoseconds: Int64 = 0
        if reader.accept(".", in: bytes) {
            guard let fraction = reader.fraction(in: bytes, limit: 9) else { return nil }
            nanoseconds = fraction
        }
        guard reader.accept("s", in: bytes), reader.isAtEnd(bytes) else { return nil }
        let duration = Duration.seconds(seconds) + .nanoseconds(nanoseconds)
        self = isNegative ? .zero - duration : duration
    }

    /// The duration in whole milliseconds, at least 1 when it is positive.
    package var milliseconds: Int {
        let (seconds, attoseconds) = components
        let value = Double(seconds) * 1000 + Double(attoseconds) / 1e15
        return Int(exactly: min(value, 1e12).rounded(.up)) ?? 0
    }

    /// The duration in one unit, as people write it: `21.5 s`, `3 min`, `11574 days`.
    package var readable: String {
        let tenths = (milliseconds + 50) / 100
        if tenths >= 1_728_000 { return "\((tenths + 432_000) / 864_000) days" }
        if tenths >= 72_000 { return "\((tenths + 18_000) / 36_000) h" }
        if tenths >= 1_200 { return "\((tenths + 300) / 600) min" }
        if milliseconds < 1_000 { return "\(milliseconds) ms" }
        return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
    }
}

/// Starts a stopwatch; the function returned reads it.
package func stopwatch(_ clock: some Clock<Duration>) -> @Sendable () -> Duration {
    let start = clock.now
    return { start.duration(to: clock.now) }
}
