import TuneQLSyntax

extension Session {
    /// A statement that is parsed, to be run many times with other values.
    ///
    /// Its tables are looked up when it runs.
    public struct Prepared: Sendable {
        let session: Session
        let statement: Statement
        /// The statement's text.
        public let text: String

        /// Runs the statement.
        ///
        /// - Parameter bindings: The values of its variables.
        /// - Returns: Its rows, which are fetched as they are read.
        /// - Throws: ``QueryError`` when it cannot be started.
        public func run(_ bindings: Bindings = .none) async throws(QueryError) -> ResultSet {
            try await session.run(statement, of: text, bindings)
        }

        /// Runs the statement to its end; its rows are dropped.
        ///
        /// - Parameter bindings: The values of its variables.
        /// - Returns: Its message, if it has one.
        /// - Throws: ``QueryError`` when it fails.
        @discardableResult
        public func execute(_ bindings: Bindings = .none) async throws(QueryError) -> String? {
            try await run(bindings).drained()
        }
    }

    /// Parses a statement, to run it many times.
    ///
    /// - Parameter text: The statement, with or without a semicolon.
    /// - Returns: The statement.
    /// - Throws: ``QueryError`` when the text is not one statement.
    public nonisolated func prepare(_ text: String) throws(QueryError) -> Prepared {
        Prepared(session: self, statement: try Self.statement(in: text), text: text)
    }

    /// Runs a statement to its end; its rows are dropped.
    ///
    /// - Parameters:
    ///   - text: The statement, with or without a semicolon.
    ///   - bindings: The values of its variables.
    /// - Returns: Its message, if it has one.
    /// - Throws: ``QueryError`` when it fails.
    @discardableResult
    public func execute(
        _ text: String,
        _ bindings: Bindings = .none
    ) async throws(QueryError) -> String? {
        try await run(text, bindings).drained()
    }

    /// Runs statements in a transaction of the session's own tables.
    ///
    /// It is committed when `body` returns, and rolled back when it throws or is cancelled. Other
    /// tasks must not use the session meanwhile: their statements would be part of the transaction.
    ///
    /// - Parameter body: The statements.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, or ``QueryError`` when the transaction cannot be committed.
    public nonisolated func transaction<T>(
        _ body: (Session) async throws -> T
    ) async throws -> T {
        try await execute("BEGIN")
        do {
            let value = try await body(self)
            try await execute("COMMIT")
            return value
        } catch {
            // In a task of its own, since this one may be cancelled.
            _ = await Task { try await self.execute("ROLLBACK") }.result
            throw error
        }
    }
}

extension ResultSet {
    /// Reads all rows and drops them; returns the message.
    fileprivate func drained() async throws(QueryError) -> String? {
        var iterator = makeAsyncIterator()
        while try await iterator.next() != nil {}
        return message
    }
}
