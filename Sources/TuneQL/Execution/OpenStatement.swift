import TuneQLCalls
import TuneQLCredentials
import TuneQLSQLite
import TuneQLScan
import TuneQLSyntax
import TuneQLTransport

/// A compiled statement that is being stepped, and the context that its tables share.
final class OpenStatement {
    private var statement: PreparedStatement
    private let connection: Connection
    private let current: CurrentStatement
    private let errors: ErrorReport
    let context: StatementContext
    private(set) var columns: [ResultColumn]
    private var isFinished = false
    /// The error that ended the statement, kept until the rows before it are delivered.
    private var failure: QueryError?
    /// The error that follows all rows.
    private var lateFailure: QueryError?
    /// The sizes of the first batches, in reverse.
    ///
    /// Three make up a page of a list, and the fourth is the second page, so that each can be
    /// delivered before the next page is requested.
    private var batchSizes = [100, 60, 32, 8]

    init(
        _ statement: consuming PreparedStatement,
        on connection: Connection,
        current: CurrentStatement,
        context: StatementContext,
        errors: ErrorReport
    ) {
        var columns: [ResultColumn] = []
        for index in 0..<statement.columnCount {
            columns.append(
                ResultColumn(
                    name: statement.name(at: index),
                    declaredType: statement.declaredType(at: index)
                )
            )
        }
        self.columns = columns
        self.statement = statement
        self.connection = connection
        self.current = current
        self.context = context
        self.errors = errors
    }

    /// The same error, at its position in the user's text.
    func placed(_ error: QueryError) -> QueryError { errors.run.placed(error) }

    /// The SQL after the statement in the text that it was compiled from.
    var rest: String { String(statement.rest) }

    /// Sets the kinds of columns that SQLite takes for expressions.
    func set(kinds: [Int: ResultColumn.Kind]) {
        for (place, kind) in kinds where columns.indices.contains(place) {
            columns[place].kind = kind
        }
    }

    /// Makes the statement fail after its rows.
    func set(lateFailure failure: QueryError?) {
        lateFailure = failure
        lateFailure?.keepsRows = true
    }

    /// Binds the variables to their values.
    func bind(_ bindings: Bindings) throws(QueryError) {
        guard statement.parameterCount > 0 else { return }
        for index in 1...statement.parameterCount {
            let name = statement.parameterName(at: index)
            if name == nil, errors.run.numbersVariables { continue }
            guard let value = bindings.value(forVariable: name, at: index) else {
                if errors.run.leavesVariablesOpen { continue }
                throw errors.missingBinding(name, at: index)
            }
            do {
                try statement.bind(value.stored, at: index)
            } catch {
                throw errors.report(error, context)
            }
        }
    }

    /// The next rows; nil at the end.
    ///
    /// A failure is thrown after the rows before it are delivered. The first batches are small, so
    /// that the first rows appear early.
    func nextBatch() throws(QueryError) -> RowBatch? {
        let size = batchSizes.popLast() ?? 512
        var batch = RowBatch(columnCount: columns.count, capacity: size)
        current.during(context) {
            while !batch.isFull, step() { batch.append(rowOf: statement) }
        }
        if batch.count > 0 { return batch }
        if let failure { throw failure }
        return nil
    }

    /// All rows that are left.
    func allRows() throws(QueryError) -> [RowBatch] {
        var batches: [RowBatch] = []
        while let batch = try nextBatch() { batches.append(batch) }
        return batches
    }

    /// The next row's values; nil at the end.
    func nextRow() throws(QueryError) -> [SQLiteValue]? {
        guard current.during(context, { step() }) else {
            if let failure { throw failure }
            return nil
        }
        var row: [SQLiteValue] = []
        for index in 0..<columns.count { row.append(statement.value(at: index)) }
        return row
    }

    /// Advances to the next row; false at the end and at a failure, which is kept.
    private func step() -> Bool {
        guard !isFinished else { return false }
        do {
            if context.control.isCancelled { throw QueryError.cancelled }
            isFinished = try !statement.step()
            if isFinished {
                failure =
                    context.store.totalFailure
                    .map { errors.placed(ofCall: QueryError($0)) } ?? lateFailure
            }
            if isFinished, context.control.budget.isCutShort {
                failure = .truncated(context.control.budget.maximumPages ?? 0)
                failure?.range = errors.run.statement.range
                failure?.keepsRows = true
            }
        } catch let error as SQLiteError {
            isFinished = true
            failure = errors.report(error, thrown: connection.takeCallbackError(), context)
        } catch {
            isFinished = true
            failure = .cancelled
        }
        return !isFinished
    }
}
