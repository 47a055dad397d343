/// The pattern of a parameter, read as far as is needed to compare it with flat paths.
struct DiscoveryPattern {
    /// The fixed text of each segment; nil where a value is.
    private let segments: [[UInt8]?]
    /// Whether the last segment stands for any number of segments.
    let isOpen: Bool

    /// - Parameter text: The regular expression, such as `^projects/[^/]+/files/.*$`.
    init(_ text: String) {
        var parts: [[UInt8]] = [[]]
        var depth = 0
        for byte in text.utf8 where byte != UInt8(ascii: "^") || depth > 0 {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "("): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: ")"): depth -= 1
            case UInt8(ascii: "/") where depth == 0:
                parts.append([])
                continue
            default: break
            }
            parts[parts.count - 1].append(byte)
        }
        if parts[parts.count - 1].last == UInt8(ascii: "$") { parts[parts.count - 1].removeLast() }
        isOpen = parts[parts.count - 1].suffix(2).elementsEqual(".*".utf8)
        segments = parts.map { Self.isLiteral($0) ? $0 : nil }
    }

    /// The number of segments.
    var count: Int { segments.count }

    private static func isLiteral(_ segment: [UInt8]) -> Bool {
        !segment.contains { byte in "[](){}*+?\\|.".utf8.contains(byte) }
    }

    /// Whether a part of a flat path has the segments, with placeholders for values.
    func matches(_ value: ArraySlice<UInt8>) -> Bool {
        var start = value.startIndex
        for (index, segment) in segments.enumerated() {
            let end = value[start...].firstIndex(of: UInt8(ascii: "/")) ?? value.endIndex
            let part = value[start..<end]
            let isEqual =
                segment.map { part.elementsEqual($0) } ?? (part.first == UInt8(ascii: "{"))
            guard isEqual, (end == value.endIndex) == (index == segments.count - 1) else {
                return false
            }
            start = min(end + 1, value.endIndex)
        }
        return true
    }
}
