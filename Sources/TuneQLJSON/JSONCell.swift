/// A slice in 12 bytes, as pages store it.
@usableFromInline
struct JSONCell: Sendable {
    @usableFromInline let start: UInt32
    @usableFromInline let end: UInt32
    @usableFromInline let kind: JSONSlice.Kind

    static let absent = JSONCell(.absent, 0, 0)

    /// Makes a cell of a page that is smaller than 4 GiB.
    @inline(__always)
    init(_ kind: JSONSlice.Kind, _ start: Int, _ end: Int) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
        self.kind = kind
    }

    /// Whether it is empty: absent, null, false, or an empty string, object or array.
    var isBlank: Bool {
        switch kind {
        case .absent, .null, .false: true
        case .string: start == end
        case .object, .array: end - start == 2
        default: false
        }
    }

    @inlinable var slice: JSONSlice {
        JSONSlice(kind: kind, range: Int(start)..<Int(end))
    }
}
