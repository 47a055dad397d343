extension String {
    /// The step of SQLite's JSON paths to the member of this name: `.state`, or `."a.b"`.
    package var jsonPathStep: String { isPlainName ? ".\(self)" : ".\"\(self)\"" }

    /// The path to the member that the right operand of `->` names: `$."a.b"`.
    ///
    /// It is nil for a path, and for names that paths cannot spell: those with quotes or backslashes, and the
    /// empty one.
    package var pathToJSONMember: String? {
        let isSpelt = !utf8.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
        guard let first = utf8.first, first != UInt8(ascii: "$"), isSpelt else { return nil }
        return "$" + jsonPathStep
    }

    /// Whether it is made of ASCII letters, digits and `_`, and starts with no digit.
    private var isPlainName: Bool {
        guard let first = utf8.first, !first.isDigit else { return false }
        return utf8.allSatisfy { $0.isDigit || $0.isLetter || $0 == 0x5F }
    }
}
