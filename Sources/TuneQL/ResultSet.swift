import TuneQLCalls
import TuneQLScan

/// The result of a statement: rows to be read once, or a message.
///
/// ```swift
/// let jobs = try await session.run(
///     """
///     SELECT name, state FROM google.aiplatform.tuning_jobs
///     WHERE projectsId = 'demo-project' AND locationsId = 'us-central1'
///     """
/// )
/// for try await row in jobs where row.string("state") == "JOB_STATE_FAILED" {
///     firstFailed = row.string("name")
///     // No further page is requested.
///     break
/// }
/// ```
public struct ResultSet: AsyncSequence, Sendable {
    /// The element of an iteration.
    public typealias Element = Row
    /// The error of an iteration.
    public typealias Failure = QueryError

    enum Source: Sendable {
        /// Rows that are known already, and the error that follows them.
        case batches([RowBatch], failure: QueryError? = nil)
        case statement(id: Int, session: Session, control: StatementControl)
    }

    /// The columns; empty when there is a message alone.
    public let columns: [ResultColumn]
    /// The message of a statement that does something instead of returning rows.
    public let message: String?
    /// Warnings about probable mistakes, in the order of the statement's text.
    public internal(set) var warnings: [QueryWarning] = []
    private let source: Source
    /// The record of the statement's calls and their outcomes.
    var log: CallLedger?
    /// Whether the statement continues without the rows of calls that failed.
    var toleratesFailures = false
    private let lifetime: Lifetime?

    init(columns: [ResultColumn], source: Source, message: String? = nil) {
        self.columns = columns
        self.message = message
        self.source = source
        lifetime = Lifetime(source)
    }

    init(message: String) {
        self.init(columns: [], source: .batches([]), message: message)
    }

    /// Makes a result of rows that are known already.
    package init(columns: [ResultColumn], rows: [[Value]], message: String? = nil) {
        var batch = RowBatch(columnCount: columns.count)
        for row in rows { batch.append(row: row) }
        self.init(columns: columns, source: .batches([batch]), message: message)
    }

    /// The statement's calls and their outcomes so far; complete once all rows are read.
    public var scopes: [Scope] { (log?.named ?? []).map { Scope($0) } }

    /// Whether no call has failed so far; final once all rows are read.
    ///
    /// Without ``Session/Policy/allowsPartialResults`` a failed call is an error, and a result that
    /// ends without one is complete, even if LIMIT left out a call that would have failed.
    /// A response that names places which did not respond makes the result incomplete in any case.
    public var isComplete: Bool {
        guard let log else { return true }
        return !(toleratesFailures ? log.hasFailures : log.hasMissingPlaces)
    }

    /// Closes the statement once its rows can no longer be read.
    private final class Lifetime: Sendable {
        let id: Int
        let session: Session
        let control: StatementControl

        init?(_ source: Source) {
            guard case .statement(let id, let session, let control) = source else { return nil }
            self.id = id
            self.session = session
            self.control = control
        }

        deinit {
            control.cancel()
            Task { [id, session] in await session.close(statement: id) }
        }
    }

    /// Reads the rows.
    public struct Iterator: AsyncIteratorProtocol {
        private let results: ResultSet
        private var batch: RowBatch?
        private var row = 0
        private var nextBatch = 0

        fileprivate init(_ results: ResultSet) {
            self.results = results
        }

        /// The next row; nil at the end.
        ///
        /// - Throws: ``QueryError`` when the statement fails on the way.
        public mutating func next() async throws(QueryError) -> Row? {
            while true {
                if let batch, row < batch.count {
                    defer { row += 1 }
                    return Row(batch: batch, index: row, columns: results.columns)
                }
                row = 0
                batch = try await results.batch(at: nextBatch)
                nextBatch += 1
                if batch == nil { return nil }
            }
        }

        /// The next row; nil at the end.
        ///
        /// - Parameter actor: The actor that the caller runs on.
        /// - Returns: The row.
        /// - Throws: ``QueryError`` when the statement fails on the way.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(QueryError) -> Row? {
            try await next()
        }
    }

    /// Starts reading; a result can be read once.
    public func makeAsyncIterator() -> Iterator {
        Iterator(self)
    }

    private func batch(at index: Int) async throws(QueryError) -> RowBatch? {
        switch source {
        case .batches(let batches, let failure):
            if index < batches.count { return batches[index] }
            if let failure { throw failure }
            return nil
        case .statement(let id, let session, let control):
            let outcome = await withTaskCancellationHandler {
                await session.batch(ofStatement: id)
            } onCancel: {
                control.cancel()
            }
            if control.isCancelled, case .failure(let error) = outcome {
                throw error.ended(by: control)
            }
            return try outcome.get()
        }
    }
}
