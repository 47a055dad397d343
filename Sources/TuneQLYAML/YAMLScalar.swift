import TuneQLJSON

/// A scalar of a YAML text, and its value.
struct YAMLScalar {
    var text: String
    /// Whether quotes, a block or a tag make it text.
    var isText: Bool

    /// The value by YAML's core schema.
    ///
    /// `yes`, `no`, `on` and `off` are text, as for every reader of provider documents. So is what
    /// JSON has no number for, such as `.inf`.
    var value: JSONValue {
        if isText { return .string(text) }
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .bool(true)
        case "false", "False", "FALSE": return .bool(false)
        default: return number.map { .number($0) } ?? .string(text)
        }
    }

    /// The number in JSON's spelling.
    private var number: String? {
        guard let first = text.utf8.first, first < 0x3A, first != UInt8(ascii: "/") else {
            return nil
        }
        if text.hasPrefix("0x") { return UInt64(text.dropFirst(2), radix: 16).map { String($0) } }
        if text.hasPrefix("0o") { return UInt64(text.dropFirst(2), radix: 8).map { String($0) } }
        let digits = text.hasPrefix("+") ? String(text.dropFirst()) : text
        let spelled = digits.hasPrefix(".") ? "0" + digits : digits
        let bytes = Array(spelled.utf8)
        return JSONText.endOfNumber(in: bytes.span, from: 0) == bytes.count ? spelled : nil
    }
}
