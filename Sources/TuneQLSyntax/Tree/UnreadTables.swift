/// The tables of a statement that cannot contribute a row to a result, whatever they contain.
///
/// Those are the tables of a SELECT whose WHERE is never true, or whose LIMIT is 0; SQLite never
/// reads them, but plans access to them all the same.
package struct UnreadTables {
    /// The offsets at which the statement names them.
    package private(set) var places: Set<Int> = []
    private let isNeverTrue: (Expression) -> Bool

    /// Finds the tables.
    ///
    /// - Parameters:
    ///   - statement: The statement.
    ///   - isNeverTrue: Whether a constant, made of literals and operators alone, is false or NULL.
    package init(in statement: Statement, isNeverTrue: @escaping (Expression) -> Bool) {
        self.isNeverTrue = isNeverTrue
        statement.forEachQuery { query, _ in add(query) }
    }

    /// Finds no tables; for the use of ``neverHolds(_:)`` alone.
    package init(isNeverTrue: @escaping (Expression) -> Bool) {
        self.isNeverTrue = isNeverTrue
    }

    private mutating func add(_ query: Query) {
        for core in query.body {
            if query.hasNoRows || isEmpty(core) {
                for item in core.from { add(allOf: item) }
            } else {
                add(outerJoins: core.from)
            }
        }
    }

    /// Adds the tables of left joins whose condition never holds.
    private mutating func add(outerJoins items: [FromItem]) {
        for item in items {
            if item.join?.kind == .left, case .on(let condition) = item.constraint,
                neverHolds(condition)
            {
                add(allOf: item)
            } else if case .group(let items, _) = item.source {
                add(outerJoins: items)
            }
        }
    }

    private mutating func add(allOf item: FromItem) {
        switch item.source {
        case .table(let table): places.insert(table.range.lowerBound)
        case .subquery(let query, _):
            query.forEachTable { table, _ in places.insert(table.range.lowerBound) }
        case .group(let items, _): for item in items { add(allOf: item) }
        case .exec: break
        }
    }

    private func isEmpty(_ core: SelectCore) -> Bool {
        if let condition = core.whereClause, neverHolds(condition) { return true }
        let joins = core.from.compactMap(\.join?.kind)
        guard !joins.contains(.right), !joins.contains(.full) else { return false }
        return core.from.contains { item in
            guard item.join?.kind != .left, case .on(let condition) = item.constraint else {
                return false
            }
            return neverHolds(condition)
        }
    }

    /// Whether a condition is false or NULL for every row.
    package func neverHolds(_ condition: Expression) -> Bool {
        switch condition.kind {
        case .binary(.and, let left, let right): return neverHolds(left) || neverHolds(right)
        case .binary(.or, let left, let right): return neverHolds(left) && neverHolds(right)
        case .membership(_, .list(let members), let isNegated) where members.isEmpty:
            return !isNegated
        case .binary(let sign, let left, let right) where sign.needsValues:
            if left.isNull || right.isNull { return true }
        default: break
        }
        return condition.isConstant && isNeverTrue(condition)
    }
}

extension Query {
    /// Whether its LIMIT is 0.
    package var hasNoRows: Bool { limit?.isZero ?? false }
}

extension BinaryOperator {
    /// Whether it is a comparison that is NULL if an operand is.
    fileprivate var needsValues: Bool {
        switch self {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
        default: false
        }
    }
}

extension Expression {
    fileprivate var isNull: Bool {
        guard case .literal(.null) = kind else { return false }
        return true
    }

    fileprivate var isZero: Bool {
        guard case .literal(.number(let digits)) = kind else { return false }
        return Int(digits) == 0
    }

    /// Whether it consists of literals and of operators that SQLite evaluates alike everywhere.
    fileprivate var isConstant: Bool {
        switch kind {
        case .literal(.current), .variable, .column, .exists, .subquery, .function, .collate, .cast:
            false
        case .literal: true
        case .unary(_, let operand), .isNull(let operand, _): operand.isConstant
        case .binary(_, let left, let right): left.isConstant && right.isConstant
        case .between(let subject, let low, let high, _):
            subject.isConstant && low.isConstant && high.isConstant
        case .membership(let subject, .list(let members), _):
            subject.isConstant && members.allSatisfy(\.isConstant)
        case .membership, .row, .pattern, .conditional: false
        }
    }
}
