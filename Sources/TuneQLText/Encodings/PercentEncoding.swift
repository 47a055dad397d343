/// RFC 3986 encoding of single values, and of forms made of them.
package enum PercentEncoding {
    /// The text as one path segment or query value: only unreserved characters stay as they are.
    package static func encode(_ text: String) -> String {
        var output: [UInt8] = []
        for byte in text.utf8 {
            if isUnreserved(byte) {
                output.append(byte)
            } else {
                output.append(UInt8(ascii: "%"))
                output.append(Hexadecimal.digit(byte >> 4, inUpperCase: true))
                output.append(Hexadecimal.digit(byte & 0xF, inUpperCase: true))
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// `name=value` pairs joined by `&`.
    package static func form(_ pairs: [(name: String, value: String)]) -> String {
        pairs.map { "\(encode($0.name))=\(encode($0.value))" }.joined(separator: "&")
    }

    /// The text that a part of a URL encodes; a `%` that begins no escape stays as it is.
    package static func decode(_ text: some StringProtocol) -> String {
        String(decoding: bytes(of: text).bytes, as: UTF8.self)
    }

    /// The text that a part of a URL encodes; nil when an escape is malformed or it is not UTF-8.
    package static func decodeStrictly(_ text: some StringProtocol) -> String? {
        let (bytes, isValid) = bytes(of: text)
        return isValid ? String(validating: bytes, as: UTF8.self) : nil
    }

    private static func bytes(of text: some StringProtocol) -> (bytes: [UInt8], isValid: Bool) {
        var output: [UInt8] = []
        var isValid = true
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                output.append(byte)
                continue
            }
            if rest.count >= 2, let value = Hexadecimal.number(rest.prefix(2)) {
                output.append(UInt8(value))
                rest = rest.dropFirst(2)
            } else {
                output.append(byte)
                isValid = false
            }
        }
        return (output, isValid)
    }

    /// Whether a byte stays as it is: letters, digits and `-._~`.
    package static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
