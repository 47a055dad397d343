/// The head of a response, read line by line.
struct ResponseHead {
    private(set) var fields: [HTTPField] = []
    /// Whether the blank line after it has arrived: libcurl takes an end before it for success.
    private(set) var isComplete = false
    /// The reason for refusing the head, if it is refused.
    private(set) var refusal: TransportError?
    private var size = 0

    /// The size limit in bytes, more than any supported server sends.
    ///
    /// It is below libcurl's own, 300 KB from 8.4 on, which is reported as a broken connection.
    static let maximumSize = 256 << 10

    /// Reads a line; a status line starts over, since 1xx responses come first.
    ///
    /// - Returns: Whether the exchange may go on.
    mutating func take(_ line: UnsafeRawBufferPointer, isTrailer: Bool) -> Bool {
        size += line.count
        guard size <= Self.maximumSize else {
            let limit = "\(Self.maximumSize >> 10) KB"
            return refuse("the response head is larger than \(limit)")
        }
        if line.starts(with: "HTTP/".utf8) {
            fields = []
            isComplete = false
        } else if line.elementsEqual("\r\n".utf8) || line.elementsEqual("\n".utf8) {
            isComplete = true
        } else if !isTrailer, let field = HTTPField(line: line) {
            fields.append(field)
            if field.isLength { return checkLengths() }
        }
        return true
    }

    /// Refuses a head with different lengths: it is unclear which one the body has.
    private mutating func checkLengths() -> Bool {
        let values = fields.filter(\.isLength).map(\.value).joined(separator: ",")
        let lengths = values.split(separator: ",", omittingEmptySubsequences: false)
            .map { String($0.filter { $0 != " " && $0 != "\t" }) }
        guard let other = lengths.first(where: { $0 != lengths[0] }) else { return true }
        return refuse(
            ReadableText.line("the response declares two lengths, \(lengths[0]) and \(other) bytes")
        )
    }

    private mutating func refuse(_ message: String) -> Bool {
        refusal = TransportError(.malformed, message)
        return false
    }
}

extension HTTPField {
    fileprivate var isLength: Bool { name.lowercased() == "content-length" }
}
