/// A condition that SQLite offers to a virtual table while it plans.
package struct PlanConstraint: Sendable, Hashable {
    package enum Operation: Sendable, Hashable {
        case equal, `is`, limit, offset
        case notEqual, isNot, isNull, isNotNull
        case less, lessOrEqual, greater, greaterOrEqual
        /// A call of ``ConditionMark``.
        case mark
        /// An operation that tables here never use; the number is SQLite's.
        case other(UInt8)
    }

    /// The column's index in the declaration; -1 for the rowid and for limit and offset.
    package var column: Int
    package var operation: Operation
    /// Whether the right side is known before the scan starts, in the plan being considered.
    package var isUsable: Bool
    /// Whether it is an IN whose values can be received all at once.
    package var isList: Bool
    /// The name of the collation that the comparison uses.
    package var collation: String
    /// The right side, when it is a constant of the statement.
    package var value: SQLiteValue?
}

/// SQLite's request for a plan: the conditions that it offers, and the columns that are used.
package struct PlanRequest: Sendable, Hashable {
    package var constraints: [PlanConstraint]
    /// A bit for each column that is used; bit 63 covers all columns from 63 on.
    package var columnsUsed: UInt64
    /// The number of ORDER BY terms that the table might satisfy.
    package var orderingTerms: Int
}

/// A way to scan: the conditions that become arguments, and the cost of the scan.
package struct Plan: Sendable, Hashable {
    package struct Argument: Sendable, Hashable {
        /// The index of the condition in the request.
        package var constraint: Int
        /// Whether all values of an IN are passed at once.
        package var asList: Bool
        /// Whether SQLite need not check the condition on the rows again.
        package var isExact: Bool

        package init(constraint: Int, asList: Bool = false, isExact: Bool = false) {
            self.constraint = constraint
            self.asList = asList
            self.isExact = isExact
        }
    }

    package var arguments: [Argument]
    /// Everything that the cursor has to know, passed to ``VirtualCursor/filter(plan:arguments:)``.
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

    /// Whether views and triggers of any schema may read it.
    var isInnocuous: Bool { get }

    /// A plan that uses the usable conditions of a request; nil when they do not suffice.
    func plan(for request: PlanRequest) -> Plan?

    /// A cursor that is not on a row yet.
    func makeCursor() -> any VirtualCursor
}

/// A position in a scan of a virtual table.
package protocol VirtualCursor: AnyObject {
    /// Starts a scan, before its first row.
    func filter(plan: String, arguments: [FilterArgument]) throws

    func advance() throws

    var isAtEnd: Bool { get }

    /// A number for the row, unique over all scans of the table in a statement.
    var rowID: Int64 { get }

    /// Sets the value of a column of the current row as the result.
    func column(_ index: Int, to result: borrowing ResultContext) throws
}

extension VirtualTable {
    /// Tables make calls, so only statements may read them.
    package var isInnocuous: Bool { false }
}
