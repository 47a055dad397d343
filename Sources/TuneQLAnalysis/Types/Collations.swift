import TuneQLSyntax
import TuneQLText

/// The operands of a statement that need an explicit collation.
///
/// A time is compared by ``Chronology``. The COLLATE is written around the whole operand; since it
/// leaks out of everything except a SELECT, an enclosing expression that is itself compared gets
/// its own.
struct Collations {
    private struct Operand {
        var expression: Expression
        /// The collation that a COLLATE written inside must not replace.
        var collation: String

        init(_ expression: Expression, collation: String) {
            self.expression = expression
            self.collation = expression.explicitCollation?.quotedAsName ?? collation
        }
    }

    private let types: TypeInference
    /// The collations that are written around operands, by the operands' ranges.
    private var marks: [Range<Int>: String] = [:]
    /// Operands whose own collation decides; outer ones come before those inside them.
    private var undecided: [Operand] = []
    /// The ranges of the queries, out of which nothing leaks.
    private var queries: [Range<Int>] = []
    /// The queries whose results are not compared.
    private let outermost: Set<Range<Int>>

    init(in statement: Statement, _ types: TypeInference) {
        self.types = types
        outermost = Set(statement.outermostQueries.map(\.range))
        statement.forEachQuery { query, scope in visit(query, in: scope) }
        statement.forEachExpression { expression, scope in visit(expression, in: scope) }
        closeLeaks()
    }

    /// Adds the COLLATEs to the changes of the statement's text.
    func write(to rewriting: inout Rewriting) {
        for (range, collation) in marks {
            rewriting.enclose(range, in: "((", ") COLLATE \(collation))")
        }
    }

    private static let time = Chronology.collationName
    private static let plain = "BINARY"

    // MARK: Operands

    private mutating func mark(_ expression: Expression) {
        marks[expression.range] = Self.time
    }

    /// An operand whose own collation decides: a term, a result, the argument of an aggregate.
    private mutating func decide(_ expression: Expression, in scope: TreeScope) {
        let isTime = types.type(of: expression, in: scope).isTime
        if isTime, expression.ownCollation == nil {
            if !types.isCollated(expression, in: scope) { mark(expression) }
        } else {
            undecided.append(Operand(expression, collation: Self.plain))
        }
    }

    /// The operands of a comparison: those of a column that is compared as a time stay as they are.
    ///
    /// The members of a list after IN lend it no collation: the left operand needs its own.
    private mutating func compare(
        _ left: Expression,
        _ right: Expression,
        isMember: Bool,
        in scope: TreeScope
    ) {
        let operands = [left, right]
        let own = left.ownCollation ?? right.ownCollation
        let isTime = operands.contains { types.type(of: $0, in: scope).isTime }
        let isDecided =
            types.isCollated(left, in: scope)
            || !isMember && left.hasNoCollation && types.isCollated(right, in: scope)
        if isTime, own == nil, !isDecided { return operands.forEach { mark($0) } }
        let collation = own ?? (isTime ? Self.time : Self.plain)
        undecided += operands.map { Operand($0, collation: collation) }
    }

    // MARK: Expressions

    private mutating func visit(_ expression: Expression, in scope: TreeScope) {
        for (left, right) in expression.comparisons {
            compare(left, right, isMember: expression.isMembership, in: scope)
        }
        switch expression.kind {
        case .membership(let subject, .query(let query), _):
            compare(subject, with: types.columns(of: query, in: scope), in: scope)
        case .membership(let subject, .table, _): decide(subject, in: scope)
        case .function(let call): visit(call, in: scope)
        default: return
        }
    }

    /// `(a, b) IN (SELECT …)`: the operand on the left decides.
    private mutating func compare(
        _ subject: Expression,
        with columns: [RelationColumn],
        in scope: TreeScope
    ) {
        for (place, member) in subject.members.enumerated() {
            let isTime = columns.indices.contains(place) && columns[place].type.isTime
            if isTime, member.ownCollation == nil {
                if !types.isCollated(member, in: scope) { mark(member) }
            } else {
                decide(member, in: scope)
            }
        }
    }

    private mutating func visit(_ call: FunctionCall, in scope: TreeScope) {
        let name = call.name.text.lowercased()
        if let window = call.window { visit(window, in: scope) }
        for term in call.orderBy { decide(term.expression, in: scope) }
        guard let first = call.arguments.first else { return }
        switch (name, call.arguments.count) {
        case ("max", 2...), ("min", 2...):
            if types.type(of: call, in: scope).isTime {
                if first.ownCollation == nil, !types.isCollated(first, in: scope) { mark(first) }
            } else {
                for argument in call.arguments { decide(argument, in: scope) }
            }
        case ("nullif", _): return
        case ("max", _), ("min", _): decide(first, in: scope)
        default: if call.isDistinct { decide(first, in: scope) }
        }
    }

    private mutating func visit(_ window: WindowDefinition, in scope: TreeScope) {
        for expression in window.partitionBy { decide(expression, in: scope) }
        for term in window.orderBy { decide(term.expression, in: scope) }
    }

    // MARK: Queries

    private mutating func visit(_ query: Query, in outer: TreeScope) {
        queries.append(query.range)
        let scope = outer.seeing(query.with)
        for core in query.body {
            let inner = scope.entering(core)
            for term in core.groupBy { decide(term: term, isOrder: false, of: core, in: inner) }
            for window in core.windows { visit(window, in: inner) }
        }
        if let first = query.body.first { visit(first, of: query, in: outer) }
        for core in query.body.dropFirst() { closeResults(of: core, in: scope.entering(core)) }
        guard query.body.count == 1, let core = query.body.first else { return }
        for term in query.orderBy {
            decide(term: term.expression, isOrder: true, of: core, in: scope.entering(core))
        }
    }

    /// The results of the first SELECT decide for a whole compound, and for all around a query.
    private mutating func visit(_ core: SelectCore, of query: Query, in outer: TreeScope) {
        let isCompound = query.body.count > 1
        guard
            core.isDistinct || isCompound || !core.groupBy.isEmpty
                || !outermost.contains(query.range)
        else { return }
        let inner = outer.seeing(query.with).entering(core)
        let columns = types.columns(of: query, in: outer)
        let isKnown = isCompound && !columns.contains(where: \.isRest)
        var place = 0
        for result in core.results {
            guard case .expression(let expression, _) = result.kind else {
                place += types.columns(of: result, in: inner).count
                continue
            }
            let isTime = isKnown && columns.indices.contains(place) && columns[place].type.isTime
            place += 1
            if isTime, expression.ownCollation == nil {
                if !types.isCollated(expression, in: inner) { mark(expression) }
            } else {
                decide(expression, in: inner)
            }
        }
    }

    /// A later SELECT of a compound decides where the first one's result has no collation.
    private mutating func closeResults(of core: SelectCore, in scope: TreeScope) {
        for result in core.results {
            guard case .expression(let expression, _) = result.kind,
                !types.type(of: expression, in: scope).isTime
            else { continue }
            undecided.append(Operand(expression, collation: Self.plain))
        }
    }

    /// A term of ORDER BY or GROUP BY, which may be the number or the alias of a result.
    private mutating func decide(
        term: Expression,
        isOrder: Bool,
        of core: SelectCore,
        in scope: TreeScope
    ) {
        guard let (column, expression) = result(term, isOrder: isOrder, of: core, in: scope) else {
            return decide(term, in: scope)
        }
        if column.type.isTime {
            if !column.isCollated { mark(term) }
        } else if let expression {
            undecided.append(Operand(expression, collation: Self.plain))
        }
    }

    /// The result that a term names, with its expression unless it is a column of a `*`.
    private func result(
        _ term: Expression,
        isOrder: Bool,
        of core: SelectCore,
        in scope: TreeScope
    ) -> (RelationColumn, Expression?)? {
        switch term.kind {
        case .literal(.number(let digits)):
            let columns = types.results(of: core, in: scope)
            guard let place = Int(digits), columns.indices.contains(place - 1),
                !columns.prefix(place).contains(where: \.isRest)
            else { return nil }
            let results = core.results.flatMap { result -> [Expression?] in
                if case .expression(let expression, _) = result.kind { return [expression] }
                return types.columns(of: result, in: scope).map { _ in nil }
            }
            return (columns[place - 1], results.dropFirst(place - 1).first ?? nil)
        case .column(let reference) where isOrder && reference.path.count == 1:
            guard let name = reference.leadingNames.first?.text else { return nil }
            for result in core.results {
                guard case .expression(let expression, let alias?) = result.kind,
                    alias.text.isSameName(as: name)
                else { continue }
                return types.columns(of: result, in: scope).first.map { ($0, expression) }
            }
            return nil
        default: return nil
        }
    }

    // MARK: Leaks

    /// Gives operands their own collation where a COLLATE written inside them would leak.
    private mutating func closeLeaks() {
        for operand in undecided.reversed() where marks[operand.expression.range] == nil {
            let range = operand.expression.range
            guard leaks(outOf: range) else { continue }
            marks[range] = operand.collation
        }
    }

    private func leaks(outOf range: Range<Int>) -> Bool {
        marks.keys.contains { mark in
            range.contains(mark)
                && !queries.contains { range.contains($0) && $0.contains(mark) && $0 != range }
        }
    }
}

extension Range<Int> {
    fileprivate func contains(_ other: Range<Int>) -> Bool {
        lowerBound <= other.lowerBound && other.upperBound <= upperBound
    }
}

extension Statement {
    /// The queries whose rows leave the statement, or go into a table.
    fileprivate var outermostQueries: [Query] {
        switch kind {
        case .select(let query): [query]
        case .insert(let insert): insert.source.map { [$0] } ?? []
        case .exec(let exec): exec.source.map { [$0] } ?? []
        case .local(let local): local.queries
        case .explain(let explain): explain.statement.outermostQueries
        case .show, .describe, .use, .set, .view, .utility, .assert: []
        }
    }
}

extension Expression {
    /// The collation that the statement itself gives an operand as a whole.
    var ownCollation: String? {
        switch kind {
        case .collate(_, let name): name.text
        case .unary(.plus, let operand), .cast(let operand, _, _): operand.ownCollation
        default: nil
        }
    }

    /// The COLLATE of the statement that decides for an operand: its own, or one from inside.
    fileprivate var explicitCollation: String? {
        switch kind {
        case .collate(_, let name): name.text
        case .function(let call): call.arguments.lazy.compactMap(\.explicitCollation).first
        case .membership(let subject, _, _): subject.explicitCollation
        default: parts.lazy.compactMap(\.explicitCollation).first
        }
    }

    fileprivate var isMembership: Bool {
        if case .membership = kind { true } else { false }
    }

    /// Whether it lends a comparison no collation, so that the other side's applies.
    ///
    /// Beside a window function on the left SQLite forgets it where there is an ORDER BY.
    fileprivate var hasNoCollation: Bool {
        switch kind {
        case .column, .cast, .collate: false
        case .function(let call) where call.window != nil: false
        case .unary(.plus, let operand): operand.hasNoCollation
        default: true
        }
    }
}
