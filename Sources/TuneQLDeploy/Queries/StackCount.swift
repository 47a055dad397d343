import TuneQLJSON

/// The answer of a query that counts.
enum StackCount {
    /// Whether the count of a query's row is 1.
    ///
    /// - Throws: ``StackError`` for 2 and more, for what is no number and for several rows.
    static func isOne(_ rows: [JSONObject], _ anchor: QueryAnchor) throws(StackError) -> Bool {
        guard let row = rows.first else { return false }
        guard rows.count == 1 else {
            throw StackError(.statement, "\(anchor.rawValue) has \(rows.count) rows instead of one")
        }
        guard let value = row["count"] else {
            throw StackError(
                .statement,
                "\(anchor.rawValue) has no column count",
                help: "write  SELECT COUNT(*) AS count FROM …"
            )
        }
        guard let count = number(value) else {
            throw StackError(
                .statement,
                "the count of \(anchor.rawValue) is \(value.text), which is no number"
            )
        }
        guard count < 2 else {
            throw StackError(
                .statement,
                "\(anchor.rawValue) counts \(count), so more than one thing has that name",
                help: "make its condition narrower; nothing was changed"
            )
        }
        return count == 1
    }

    private static func number(_ value: JSONValue) -> Int? {
        switch value {
        case .bool(let value): value ? 1 : 0
        case .string(let text): Int(text)
        case .number(let digits): Int(digits) ?? Double(digits).flatMap { Int(exactly: $0) }
        default: nil
        }
    }
}
