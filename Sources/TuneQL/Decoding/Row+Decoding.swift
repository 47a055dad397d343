import TuneQLText

extension Row {
    /// The value of the first column of this name, without regard to case.
    ///
    /// - Throws: ``QueryError`` when there is none.
    public func value(_ name: String) throws(QueryError) -> Value {
        guard let value = self[name] else { throw unknown(name) }
        return value
    }

    /// The row as a value of a type; see ``ResultSet/decode(_:)``.
    public func decode<T: Decodable>(_ type: T.Type) throws(QueryError) -> T {
        try decode(type, number: nil)
    }

    func decode<T: Decodable>(_ type: T.Type, number: Int?) throws(QueryError) -> T {
        do {
            return try NodeDecoder(.row(self)).value(type)
        } catch let error as DecodingError {
            throw self.error(error, number)
        } catch {
            throw QueryError(.invalidValue, "\(place(number))\(error)")
        }
    }

    private func unknown(_ name: String) -> QueryError {
        let names = columns.map(\.name)
        return QueryError(
            .unknownName,
            "the rows have no column \(name)",
            help: Suggestion.nearest(to: name, among: names).map { "did you mean \($0)?" }
                ?? "they have \(names.joined(separator: ", "))"
        )
    }

    private func error(_ error: DecodingError, _ number: Int?) -> QueryError {
        switch error {
        case .keyNotFound(let key, let context) where context.codingPath.isEmpty:
            return unknown(key.stringValue)
        case .keyNotFound(let key, let context):
            return invalid(context, number, "it has no \(key.stringValue)")
        case .valueNotFound(let type, let context):
            return invalid(
                context,
                number,
                "\(context.debugDescription), and \(type) is not optional"
            )
        case .typeMismatch(_, let context), .dataCorrupted(let context):
            return invalid(context, number, context.debugDescription)
        @unknown default: return QueryError(.invalidValue, "\(place(number))\(error)")
        }
    }

    private func invalid(
        _ context: DecodingError.Context,
        _ number: Int?,
        _ reason: String
    ) -> QueryError {
        let path = context.codingPath.map(\.stringValue).joined(separator: ".")
        return QueryError(.invalidValue, "\(place(number))\(path): \(reason)")
    }

    private func place(_ number: Int?) -> String { number.map { "row \($0), " } ?? "" }
}
