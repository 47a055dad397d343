/// The order of RFC 3339 timestamps as instants, independent of their fraction digits and offsets.
///
/// A date alone, or a date and time without offset, counts as UTC. The empty text comes first, as it does
/// among bytes; other texts that are not timestamps come last, in byte order.
package enum Chronology {
    /// The name of the collation in SQL.
    package static let collationName = "chronological"

    /// Below 0 when the left text comes first, above 0 when the right one does, else 0.
    package static func order(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Int {
        switch (Timestamp(left), Timestamp(right)) {
        case (let left?, let right?): left == right ? 0 : left < right ? -1 : 1
        case (_?, nil): right.isEmpty ? 1 : -1
        case (nil, _?): left.isEmpty ? -1 : 1
        case (nil, nil): bytewise(left, right)
        }
    }

    private static func bytewise(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Int {
        for index in 0..<min(left.count, right.count) where left[index] != right[index] {
            return left[index] < right[index] ? -1 : 1
        }
        return left.count - right.count
    }
}
