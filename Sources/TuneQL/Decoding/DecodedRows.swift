/// The rows of a result as values of a type, decoded as they are read.
public struct DecodedRows<Element: Decodable>: AsyncSequence {
    /// The error of an iteration.
    public typealias Failure = QueryError

    private let results: ResultSet

    init(_ results: ResultSet) { self.results = results }

    /// Starts reading; a result can be read once.
    public func makeAsyncIterator() -> Iterator { Iterator(rows: results.makeAsyncIterator()) }

    /// All values.
    ///
    /// - Throws: ``QueryError`` when the statement fails on the way, or a row cannot be decoded.
    public func all() async throws(QueryError) -> [Element] {
        var values: [Element] = []
        var iterator = makeAsyncIterator()
        while let value = try await iterator.next() { values.append(value) }
        return values
    }

    /// The first value; nil when there are no rows.
    ///
    /// What is left is not read.
    public func first() async throws(QueryError) -> Element? {
        var iterator = makeAsyncIterator()
        return try await iterator.next()
    }

    /// Reads the values.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate var rows: ResultSet.Iterator
        private var number = 0

        fileprivate init(rows: ResultSet.Iterator) { self.rows = rows }

        /// The next value; nil at the end.
        ///
        /// - Throws: ``QueryError`` when the statement fails, or the row cannot be decoded.
        public mutating func next() async throws(QueryError) -> Element? {
            guard let row = try await rows.next() else { return nil }
            number += 1
            return try row.decode(Element.self, number: number)
        }

        /// The next value; nil at the end.
        ///
        /// - Parameter actor: The actor that the caller runs on.
        /// - Returns: The value.
        /// - Throws: ``QueryError`` when the statement fails, or the row cannot be decoded.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(QueryError) -> Element? {
            try await next()
        }
    }
}

extension DecodedRows: Sendable where Element: Sendable {}

extension ResultSet {
    /// The rows as values of a type, whose members come from the columns of their names.
    ///
    /// Names are compared without regard to case. JSON becomes nested types, times ``Instant``s, and
    /// `3.5s` a `Duration`. A missing column is an error, also of an optional member; NULL is one
    /// where the member is not optional. Both name the row and the column.
    public func decode<T: Decodable>(_ type: T.Type) -> DecodedRows<T> { DecodedRows(self) }

    /// All rows.
    ///
    /// - Throws: ``QueryError`` when the statement fails on the way.
    public func all() async throws(QueryError) -> [Row] {
        var rows: [Row] = []
        var iterator = makeAsyncIterator()
        while let row = try await iterator.next() { rows.append(row) }
        return rows
    }

    /// The first row; nil when there is none.
    ///
    /// What is left is not read.
    public func first() async throws(QueryError) -> Row? {
        var iterator = makeAsyncIterator()
        return try await iterator.next()
    }
}
