import TuneQLText

/// A moment, as columns of timestamps have it: `2026-11-25T13:09:34.5Z`.
public struct Instant: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    /// Whole seconds since 1970 in UTC, below 0 before.
    public let seconds: Int64
    /// The nanoseconds after the second, less than one billion.
    public let nanoseconds: Int64

    /// Reads RFC 3339 and similar texts, such as a date alone; nil for anything else.
    public init?(_ text: String) {
        guard let time = Timestamp(text.utf8.span) else { return nil }
        (seconds, nanoseconds) = (time.seconds, time.nanoseconds)
    }

    /// Reads the text of a moment.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let instant = Instant(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "'\(text)' is not a time"
            )
        }
        self = instant
    }

    /// Writes RFC 3339.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// RFC 3339 in UTC.
    public var description: String {
        Timestamp(seconds: seconds, nanoseconds: nanoseconds).text
    }

    /// The time between two moments.
    public static func - (later: Instant, earlier: Instant) -> Duration {
        .seconds(later.seconds - earlier.seconds)
            + .nanoseconds(later.nanoseconds - earlier.nanoseconds)
    }

    /// Whether the left moment is earlier.
    public static func < (left: Instant, right: Instant) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}
