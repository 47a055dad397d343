package import TuneQLCatalog
package import TuneQLSyntax
import TuneQLText

/// Copies conditions on parameters to where SQLite reads the resources that need them.
///
/// SQLite passes conditions on into joins, subqueries and views where it can, but not into all: not
/// to the tables of a RIGHT or FULL JOIN, not into a UNION, not from the left of a LEFT JOIN into a
/// query on its right. The changes are written in TuneQL's own language; each keeps the rows,
/// whatever the tables hold, and the original conditions stay as well.
///
/// The reasons are in `docs/decisions/0019-conditions-are-passed-on.md`.
package final class PredicatePushdown {
    let resource: ([Identifier]) -> Resource?
    let view: (TableReference) -> QueryText?
    /// Whether a query depends on nothing outside it except these common tables.
    let isIndependent: (QueryText) -> Bool
    /// Whether a condition of a query is never true, whatever the tables contain.
    let neverHolds: (Expression, QueryText) -> Bool
    /// The columns that the statement names anywhere, in lowercase.
    let namesUsed: Set<String>
    private var depth = 0
    private static let maximumDepth = 16
    /// The number of visits to a FROM.
    private var memberCount = 0
    /// A dozen common tables that each read the previous one twice have this many FROMs.
    private static let maximumMemberCount = 5_000
    /// Whether the limit of visits was reached; changes found so far may then be wrong.
    package var isExhausted: Bool { memberCount > Self.maximumMemberCount }

    /// - Parameters:
    ///   - namesUsed: The columns that the statement names anywhere, in lowercase.
    ///   - resource: Finds the resource of a path.
    ///   - view: Finds the query of a view.
    ///   - isIndependent: Whether a query depends on nothing outside it except its common tables.
    ///   - neverHolds: Whether a condition of a query is never true, whatever the tables contain.
    package init(
        namesUsed: Set<String>,
        resource: @escaping ([Identifier]) -> Resource?,
        view: @escaping (TableReference) -> QueryText?,
        isIndependent: @escaping (QueryText) -> Bool,
        neverHolds: @escaping (Expression, QueryText) -> Bool
    ) {
        self.namesUsed = namesUsed
        self.resource = resource
        self.view = view
        self.isIndependent = isIndependent
        self.neverHolds = neverHolds
    }

    /// Counts a visit to a FROM; false when there were too many.
    func beginMembers() -> Bool {
        memberCount += 1
        return !isExhausted
    }

    /// The query's new text, with conditions on its results passed on to its tables.
    ///
    /// - Returns: Nil where nothing changes, or where the conditions cannot be passed on.
    func text(
        of query: QueryText,
        passing conditions: [PassedCondition] = [],
        isUnread: Bool = false
    ) -> String? {
        var rewriting = Rewriting()
        guard rewrite(query, passing: conditions, isUnread: isUnread, in: &rewriting) else {
            return nil
        }
        return rewriting.applied(to: query.source, in: query.query.range).text
    }

    /// Adds the changes to a query without known outer conditions; false when there are none.
    package func rewrite(_ query: QueryText, in rewriting: inout Rewriting) -> Bool {
        rewrite(query, passing: [], outer: [], isUnread: false, in: &rewriting)
    }

    /// Adds the changes to a query; false when there are none, or when conditions cannot be passed.
    func rewrite(
        _ query: QueryText,
        passing conditions: [PassedCondition] = [],
        outer: [OuterColumns] = [],
        isUnread: Bool = false,
        in rewriting: inout Rewriting
    ) -> Bool {
        guard depth < Self.maximumDepth, !isExhausted else { return false }
        depth += 1
        defer { depth -= 1 }
        let scope = query.seeingItsTables
        var hasChanged = !conditions.isEmpty
        var passed: [[CoreCondition]] = []
        for core in query.query.body {
            guard let mapped = mapped(conditions, of: query, onto: core, in: scope) else {
                return false
            }
            passed.append(mapped)
        }
        for table in query.query.with {
            guard let inner = scope.commonTable(named: table.name.text) else { continue }
            if rewrite(inner, in: &rewriting) { hasChanged = true }
        }
        for (core, conditions) in zip(query.query.body, passed) {
            let members = FromMembers(core, of: scope, self)
            var pushed = CorePushdown(core, members, scope, outer, conditions, self)
            pushed.isUnread =
                isUnread || query.query.hasNoRows
                || core.whereClause.map { neverHolds($0, scope) } ?? false
            if pushed.write(to: &rewriting) { hasChanged = true }
        }
        return hasChanged
    }
}

/// The known conditions on the rows of a query around the current one.
struct OuterColumns {
    var members: FromMembers
    var known: KnownConditions
}

/// A condition that was passed on to a SELECT.
struct CoreCondition {
    var column: MemberColumn
    /// The column's expression in the SELECT.
    var expression: String
    var test: String
}

// MARK: - Conditions on results

extension PredicatePushdown {
    /// Conditions on results as conditions on the columns of one SELECT of the query.
    ///
    /// - Returns: Nil unless the result is the same when the conditions drop rows before the SELECT
    ///   groups, numbers or limits them.
    private func mapped(
        _ conditions: [PassedCondition],
        of query: QueryText,
        onto core: SelectCore,
        in scope: QueryText
    ) -> [CoreCondition]? {
        guard !conditions.isEmpty else { return [] }
        guard query.query.limit == nil, query.query.offset == nil, core.values.isEmpty,
            !core.isParenthesized, !core.from.isEmpty
        else { return nil }
        let members = FromMembers(core, of: scope, self)
        var mapped: [CoreCondition] = []
        for condition in conditions {
            guard let place = members.place(of: condition.column, in: query),
                let result = members.result(at: place, named: condition.column),
                members.isBindable(result.column), core.keepsApart(result, members, at: place)
            else { return nil }
            mapped.append(
                CoreCondition(
                    column: result.column,
                    expression: result.expression,
                    test: condition.test
                )
            )
        }
        return mapped
    }
}

extension SelectCore {
    /// Whether rows with different values of a result never share a group or window.
    fileprivate func keepsApart(
        _ result: FromMembers.Result,
        _ members: FromMembers,
        at place: Int
    ) -> Bool {
        let isGrouped = groupBy.contains { term in
            switch term.kind {
            case .column(let reference):
                members.column(reference) == result.column || reference.isName(result.name)
            case .literal(.number(let number)): Int(number) == place + 1
            default: false
            }
        }
        var functions: [FunctionCall] = []
        for result in results { functions += result.expression?.functions ?? [] }
        if let having { functions += having.functions }
        if groupBy.isEmpty {
            guard having == nil, !functions.contains(where: \.isAggregate) else { return false }
        } else if !isGrouped {
            return false
        }
        return functions.compactMap(\.window).allSatisfy { window in
            let named = windows.first { window.name.map($0.isNamed) ?? false }
            let terms = window.partitionBy + (named?.partitionBy ?? [])
            return (window.name == nil || named != nil)
                && terms.contains { term in
                    guard case .column(let reference) = term.kind else { return false }
                    return members.column(reference) == result.column
                }
        }
    }
}

extension WindowDefinition {
    fileprivate func isNamed(_ other: Identifier) -> Bool {
        name?.text.isSameName(as: other.text) ?? false
    }
}

extension ColumnReference {
    fileprivate func isName(_ name: String) -> Bool {
        path.count == 1 && leadingNames.first?.text.isSameName(as: name) == true
    }
}
