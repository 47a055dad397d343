import TuneQLText

/// The position of a call in a trace, as W3C Trace Context passes it between programs.
package struct TraceContext: Sendable, Hashable {
    /// 32 hexadecimal digits.
    package var traceID: String
    /// Two hexadecimal digits; the lowest bit says that the trace is being kept.
    package var flags: String
    /// The additions of tracing systems, unchanged.
    package var state: String?

    /// A new trace, which is not known to be kept.
    package init() {
        traceID = Self.digits(16)
        flags = "00"
    }

    /// Reads the value of `traceparent`; nil when it is not valid.
    package init?(traceparent: String, state: String? = nil) {
        let parts = traceparent.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, Self.isHex(parts[0], 2), parts[0] != "ff",
            parts[0] != "00" || parts.count == 4, Self.isHex(parts[1], 32),
            Self.isHex(parts[2], 16), Self.isHex(parts[3], 2)
        else { return nil }
        guard parts[1].contains(where: { $0 != "0" }), parts[2].contains(where: { $0 != "0" })
        else { return nil }
        traceID = String(parts[1])
        flags = String(parts[3])
        self.state = state.flatMap { Self.isHeaderValue($0) ? $0 : nil }
    }

    /// The header fields of a request, with a new span.
    package func fields() -> [HTTPField] {
        let parent = "00-\(traceID)-\(Self.digits(8))-\(flags)"
        let fields = [HTTPField(name: "traceparent", value: parent)]
        guard let state else { return fields }
        return fields + [HTTPField(name: "tracestate", value: state)]
    }

    /// Random bytes in hexadecimal digits, not all of them 0.
    private static func digits(_ count: Int) -> String {
        var bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max) }
        if bytes.allSatisfy({ $0 == 0 }) { bytes[0] = 1 }
        return Hexadecimal.encoded(bytes)
    }

    private static func isHex(_ text: Substring, _ count: Int) -> Bool {
        text.utf8.count == count
            && text.utf8.allSatisfy { $0.isDigit || (0x61...0x66).contains($0) }
    }

    private static func isHeaderValue(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 512
            && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }
}
