import TuneQLCatalog
import TuneQLSyntax
import TuneQLText

/// Passes the conditions of one SELECT on to the members of its FROM.
struct CorePushdown {
    let core: SelectCore
    let members: FromMembers
    private let scope: QueryText
    private let outer: [OuterColumns]
    /// The conditions that come from outside.
    private let passed: [CoreCondition]
    private let pushdown: PredicatePushdown
    /// The join of each member, with outer joins reduced by the WHERE, which SQLite plans better.
    private(set) var kinds: [Join.Kind?]
    private(set) var known = KnownConditions()
    /// Whether none of its rows can reach a result, so that no condition has to be known.
    var isUnread = false

    init(
        _ core: SelectCore,
        _ members: FromMembers,
        _ scope: QueryText,
        _ outer: [OuterColumns],
        _ passed: [CoreCondition],
        _ pushdown: PredicatePushdown
    ) {
        self.core = core
        self.members = members
        self.scope = scope
        self.outer = outer
        self.passed = passed
        self.pushdown = pushdown
        kinds = core.from.map { $0.join?.kind }
        for condition in passed { _ = known.add(condition.test, on: condition.column) }
        let terms = core.whereClause?.conjuncts ?? []
        for term in terms { recordConstant(term) { _ in true } }
        reduceJoins()
        recordAll(terms)
    }

    /// Adds the changes; false when there are none.
    mutating func write(to rewriting: inout Rewriting) -> Bool {
        let before = rewriting.count
        writeJoins(to: &rewriting)
        writePassed(to: &rewriting)
        writeSources(to: &rewriting)
        writeQueries(to: &rewriting)
        return rewriting.count > before
    }

    // MARK: Known conditions

    /// Records the conditions of all terms until nothing new is found.
    ///
    /// A term is a condition on a member if rows that fail it cannot reach the result: in the WHERE
    /// for all members, in an ON for those whose rows the join does not keep in any case.
    private mutating func recordAll(_ terms: [Expression]) {
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for term in terms where recordTerm(term, { _ in true }) { hasChanged = true }
            for (index, item) in core.from.enumerated() {
                guard case .on(let condition) = item.constraint else { continue }
                let kind = kinds[index]
                for term in condition.conjuncts
                where recordTerm(term, { Self.drops(kind, at: index, rowsOf: $0) }) {
                    hasChanged = true
                }
            }
        }
    }

    /// Whether a join drops rows of a member for which its ON does not hold.
    private static func drops(_ kind: Join.Kind?, at index: Int, rowsOf member: Int) -> Bool {
        switch kind {
        case .left: member == index
        case .right: member < index
        case .full: false
        case .comma, .inner, .cross, nil: member <= index
        }
    }

    private mutating func recordTerm(_ term: Expression, _ applies: (Int) -> Bool) -> Bool {
        let isConstant = recordConstant(term, applies)
        let isEquality = recordEquality(term, applies)
        return isConstant || isEquality
    }

    /// Records `column = constant`, or an IN of constants.
    @discardableResult
    private mutating func recordConstant(_ term: Expression, _ applies: (Int) -> Bool) -> Bool {
        var hasChanged = false
        switch term.kind {
        case .binary(.equal, let left, let right):
            for (side, other) in [(left, right), (right, left)] {
                guard let column = bindable(side, applies), let text = constant(other) else {
                    continue
                }
                if known.add("= \(text)", on: column) { hasChanged = true }
            }
        case .membership(let subject, let source, isNegated: false):
            guard let column = bindable(subject, applies), let test = constants(source) else {
                break
            }
            hasChanged = known.add(test, on: column)
        default: break
        }
        return hasChanged
    }

    private func bindable(_ side: Expression, _ applies: (Int) -> Bool) -> MemberColumn? {
        guard case .column(let reference) = side.kind, let column = members.column(reference),
            applies(column.member), members.isBindable(column)
        else { return nil }
        return column
    }

    /// Records `column = column`, where a condition on one of them is known.
    private mutating func recordEquality(_ term: Expression, _ applies: (Int) -> Bool) -> Bool {
        guard case .binary(.equal, let left, let right) = term.kind,
            case .column(let first) = left.kind, case .column(let second) = right.kind
        else { return false }
        var hasChanged = false
        for (target, origin) in [(first, second), (second, first)] {
            guard let column = members.column(target), applies(column.member),
                members.isBindable(column)
            else { continue }
            for test in tests(of: origin) where known.add(test, on: column) { hasChanged = true }
        }
        return hasChanged
    }

    /// The tests that are known for a column of this SELECT or of one around it.
    private func tests(of reference: ColumnReference) -> [String] {
        if let column = members.column(reference) {
            return Self.tests(of: column, members, known)
        }
        for outer in outer {
            if let column = outer.members.column(reference) {
                return Self.tests(of: column, outer.members, outer.known)
            }
        }
        return []
    }

    private static func tests(
        of column: MemberColumn,
        _ members: FromMembers,
        _ known: KnownConditions
    ) -> [String] {
        if let text = members.constant(column) { return ["= \(text)"] }
        return members.isBindable(column) ? known.tests[column] ?? [] : []
    }

    // MARK: Constants

    /// The text of an expression that has the same value for all rows.
    private func constant(_ expression: Expression) -> String? {
        switch expression.kind {
        case .literal(.null), .literal(.current): nil
        case .literal, .variable: scope.text(in: expression.range)
        case .binary(.concatenate, let left, let right):
            constant(left) != nil && constant(right) != nil
                ? "(\(scope.text(in: expression.range)))" : nil
        case .subquery(let query):
            pushdown.isIndependent(scope.inner(query)) ? scope.text(in: expression.range) : nil
        default: nil
        }
    }

    private func constants(_ source: InSource) -> String? {
        switch source {
        case .list(let members):
            let texts = members.compactMap { constant($0) }
            guard !members.isEmpty, texts.count == members.count else { return nil }
            return "IN (\(texts.joined(separator: ", ")))"
        case .query(let query):
            guard pushdown.isIndependent(scope.inner(query)) else { return nil }
            return "IN (\(scope.text(in: query.range)))"
        case .table: return nil
        }
    }

    // MARK: Joins

    /// Makes outer joins inner where the WHERE drops the rows that they add.
    private mutating func reduceJoins() {
        for (index, kind) in kinds.enumerated() {
            let needsRight = known.isNeeded(index)
            let needsLeft = (0..<index).contains { known.isNeeded($0) }
            switch kind {
            case .left where needsRight: kinds[index] = .inner
            case .right where needsLeft: kinds[index] = .inner
            case .full where needsLeft && needsRight: kinds[index] = .inner
            case .full where needsLeft: kinds[index] = .left
            case .full where needsRight: kinds[index] = .right
            default: break
            }
        }
    }

    private func writeJoins(to rewriting: inout Rewriting) {
        for (item, kind) in zip(core.from, kinds) {
            guard let join = item.join, let kind, kind != join.kind else { continue }
            let natural = join.isNatural ? "NATURAL " : ""
            let word = kind == .left ? "LEFT " : kind == .right ? "RIGHT " : ""
            rewriting.replace(join.range, with: " \(natural)\(word)JOIN ")
        }
    }

    // MARK: Changes

    /// Adds the conditions that come from outside to the WHERE.
    private func writePassed(to rewriting: inout Rewriting) {
        let conditions = passed.map { "\($0.expression) \($0.test)" }.joined(separator: " AND ")
        guard !conditions.isEmpty else { return }
        if let range = core.whereClause?.range {
            rewriting.enclose(range, in: "(", ") AND \(conditions)")
        } else if let last = core.from.last {
            rewriting.insert(" WHERE \(conditions)", at: last.range.upperBound)
        }
    }

    /// Whether SQLite passes conditions on to the tables themselves.
    private var reachesTables: Bool { !kinds.contains(.right) && !kinds.contains(.full) }

    private func writeSources(to rewriting: inout Rewriting) {
        if isUnread { return writeUnread(to: &rewriting) }
        var wrapped: Set<Int> = []
        for (index, item) in core.from.enumerated() {
            let conditions = known.conditions(on: index)
            switch members.sources[index] {
            case .query(let query, let reference):
                write(query, reference, item, conditions, to: &rewriting)
            case .resource(let resource, let table) where !reachesTables && !conditions.isEmpty:
                guard canWrap else { continue }
                wrap(resource, table, conditions, to: &rewriting)
                wrapped.insert(index)
            case .resource, .other: break
            }
        }
        if !wrapped.isEmpty { writeStars(wrapped, to: &rewriting) }
    }

    /// Replaces views and common tables by queries without rows.
    private func writeUnread(to rewriting: inout Rewriting) {
        for source in members.sources {
            guard case .query(let query, let reference) = source else { continue }
            guard let reference else {
                _ = pushdown.rewrite(query, isUnread: true, in: &rewriting)
                continue
            }
            guard query.namesSameTables(in: scope) else { continue }
            let text = pushdown.text(of: query, isUnread: true) ?? query.text(in: query.query.range)
            put("SELECT * FROM (\(text)) LIMIT 0", of: query, inPlaceOf: reference, in: &rewriting)
        }
    }

    /// Replaces a view or common table by its query.
    private func put(
        _ text: String,
        of query: QueryText,
        inPlaceOf reference: TableReference,
        in rewriting: inout Rewriting
    ) {
        let columns = query.columns.map(\.text.quotedAsName).joined(separator: ", ")
        let name = "passed on".quotedAsName
        let whole =
            columns.isEmpty
            ? "(\(text))" : "(WITH \(name)(\(columns)) AS (\(text)) SELECT * FROM \(name))"
        let alias = reference.alias == nil ? " AS \(reference.exposedName.quotedAsName)" : ""
        rewriting.replace(reference.range, with: whole + alias)
    }

    /// Passes conditions on to a subquery, or replaces a view or common table by its query.
    private func write(
        _ query: QueryText,
        _ reference: TableReference?,
        _ item: FromItem,
        _ conditions: [PassedCondition],
        to rewriting: inout Rewriting
    ) {
        guard let reference else {
            if !pushdown.rewrite(query, passing: conditions, in: &rewriting), !conditions.isEmpty {
                _ = pushdown.rewrite(query, in: &rewriting)
            }
            return
        }
        guard query.namesSameTables(in: scope) else { return }
        var text = pushdown.text(of: query, passing: conditions)
        if text == nil, !conditions.isEmpty { text = pushdown.text(of: query) }
        guard let text else { return }
        put(text, of: query, inPlaceOf: reference, in: &rewriting)
    }

    // MARK: Tables as subqueries

    /// Whether all members of a `*` have names, and no two of them share a column.
    private var canWrap: Bool {
        let isShared = core.from.contains { item in
            if case .using = item.constraint { return true }
            return item.join?.isNatural == true
        }
        let hasStar = core.results.contains(where: \.isStar)
        return !isShared
            && (!hasStar || core.from.indices.allSatisfy { members.alias(of: $0) != nil })
    }

    /// Replaces a resource by a subquery, which SQLite reads before it joins.
    private func wrap(
        _ resource: Resource,
        _ table: TableReference,
        _ conditions: [PassedCondition],
        to rewriting: inout Rewriting
    ) {
        let hasStar = core.results.contains(where: \.isStar)
        var names = resource.columns.map(\.name)
        if !hasStar { names = names.filter { pushdown.namesUsed.contains($0.asciiLowercased) } }
        let hidden = resource.parameters.map(\.name).filter { name in
            !resource.columns.contains { $0.name.isSameName(as: name) }
                && pushdown.namesUsed.contains(name.asciiLowercased)
        }
        names += hidden + resource.sharedColumns.map(\.ownName).filter(isOwnNamed)
        if names.isEmpty { names = [resource.columns.first?.name ?? "1"] }
        let tests = conditions.map { $0.sql(on: $0.column.quotedAsName) }
        let text = """
            (SELECT \(names.map(\.quotedAsName).joined(separator: ", ")) \
            FROM \(scope.text(in: table.range)) WHERE \(tests.joined(separator: " AND ")))
            """
        let alias = table.alias == nil ? " AS \(table.exposedName.quotedAsName)" : ""
        rewriting.replace(table.range, with: text + alias)
    }

    /// Whether the statement may name a row's own value, in one name or in two.
    private func isOwnNamed(_ name: String) -> Bool {
        pushdown.namesUsed.contains(name.asciiLowercased)
            || pushdown.namesUsed.contains(SharedColumn.qualifier)
    }

    /// Names the columns of a `*` where a subquery has more of them than its table.
    private func writeStars(_ wrapped: Set<Int>, to rewriting: inout Rewriting) {
        for result in core.results where result.isStar {
            var selected = Array(core.from.indices)
            if case .allOf(let path) = result.kind {
                let name = path.last?.text ?? ""
                selected = selected.filter { members.alias(of: $0)?.isSameName(as: name) == true }
            }
            guard selected.contains(where: wrapped.contains) else { continue }
            rewriting.replace(
                result.range,
                with: selected.map { columns(of: $0, wrapped) }.joined(separator: ", ")
            )
        }
    }

    private func columns(of member: Int, _ wrapped: Set<Int>) -> String {
        let alias = (members.alias(of: member) ?? "").quotedAsName
        guard wrapped.contains(member), case .resource(let resource, _) = members.sources[member]
        else { return "\(alias).*" }
        return resource.columns.map { "\(alias).\($0.name.quotedAsName)" }.joined(separator: ", ")
    }

    // MARK: Queries inside

    /// Rewrites the subqueries of the expressions, which share the conditions known here.
    private func writeQueries(to rewriting: inout Rewriting) {
        let outer = [OuterColumns(members: members, known: known)] + outer
        for query in core.innerQueries {
            _ = pushdown.rewrite(scope.inner(query), outer: outer, in: &rewriting)
        }
    }
}
