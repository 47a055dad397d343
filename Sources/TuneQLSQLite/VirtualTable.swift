/// A condition that SQLite offers to a virtual table while it plans.
package struct PlanConstraint: Sendable, Hashable {
    package enum Operation: Sendable, Hashable {
        case equal, `is`, limit, offset
        case notEqual, isNot, isNull, isNotNull
        case less, lessOrEqual, greater, greaterOrEqual
        /// A call of ``ConditionMark``.
        case mark
        /// One that tables here never use; the number is SQLite's.
        case other(UInt8)
    }

    /// The column's place in the declaration; -1 for the rowid and for limit and offset.
    package var column: Int
    package var operation: Operation
    /// Whether the right side can be known before the scan starts, in the plan being considered.
    package var isUsable: Bool
    /// Whether it is an IN whose values can be had all at once.
    package var isList: Bool
    /// The name of the collation that the comparison uses.
    package var collation: String
    /// The right side, when it is a constant of the statement.
    package var value: SQLiteValue?
}

/// What SQLite asks while it plans, to learn which of these conditions the table can use.
package struct PlanRequest: Sendable, Hashable {
    package var constraints: [PlanConstraint]
    /// Bit n stands for column n; bit 63 for all columns from 63 on.
    package var columnsUsed: UInt64
    /// How many terms ORDER BY has that the table might satisfy.
    package var orderingTerms: Int
}

/// A way to scan: which conditions become arguments, and what the scan costs.
package struct Plan: Sendable, Hashable {
    package struct Argument: Sendable, Hashable {
        /// The place of the condition in the request.
        package var constraint: Int
        /// Whether all values of an IN come at once.
        package var asList: Bool
        /// Whether SQLite need not check the condition on the rows.
        package var isExact: Bool

        package init(constraint: Int, asList: Bool = false, isExact: Bool = false) {
            self.constraint = constraint
            self.asList = asList
            self.isExact = isExact
        }
    }

    package var arguments: [Argument]
    /// Whatever the cursor has to know: handed to ``VirtualCursor/filter(plan:arguments:)``.
    package var text: String
    package var cost: Double
    package var rows: Int64

    package init(arguments: [Argument], text: String, cost: Double, rows: Int64) {
        self.arguments = arguments
        self.text = text
        self.cost = cost
        self.rows = rows
    }
}

/// The right side of a condition, when a scan starts.
package enum FilterArgument: Sendable, Hashable {
    case value(SQLiteValue)
    case list([SQLiteValue])
}

/// A table whose rows come from Swift.
package protocol VirtualTable: AnyObject {
    /// A CREATE TABLE statement; its table name is ignored.
    var declaration: String { get }

    /// A plan for the usable conditions of a request; nil when they do not suffice.
    func plan(for request: PlanRequest) -> Plan?

    /// A cursor that is not on a row yet.
    func makeCursor() -> any VirtualCursor
}

/// A place in a scan of a virtual table.
package protocol VirtualCursor: AnyObject {
    /// Starts a scan, before its first row.
    func filter(plan: String, arguments: [FilterArgument]) throws

    func advance() throws

    var isAtEnd: Bool { get }

    /// A number for the row, unique over all scans of the table in a statement.
    var rowID: Int64 { get }

    /// Answers the value of a column of the current row.
    func column(_ index: Int, to result: borrowing ResultContext) throws
}
