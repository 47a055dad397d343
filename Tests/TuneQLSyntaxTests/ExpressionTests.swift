import Testing
import TuneQLSyntax

struct ExpressionTests {
    @Test(
        arguments: [
            ("a OR b AND c", "(a or (b and c))"),
            ("NOT a = b AND c", "((not (a equal b)) and c)"),
            ("a = b < c", "(a equal (b less c))"),
            ("a = b = c", "((a equal b) equal c)"),
            ("1 = NOT 2 = 3", "(1 equal (not (2 equal 3)))"),
            ("a + b * c", "(a add (b multiply c))"),
            ("a - b - c", "((a subtract b) subtract c)"),
            ("a & b + c << d", "((a bitAnd (b add c)) leftShift d)"),
            ("a * b || c", "(a multiply (b concatenate c))"),
            ("a || b -> c", "((a concatenate b) arrow c)"),
            ("a -> 'b' ->> 'c' = 1", "(((a arrow 'b') doubleArrow 'c') equal 1)"),
            ("-a * b", "((minus a) multiply b)"),
            ("- a COLLATE x", "((minus a) collate x)"),
            ("~a || b", "((complement a) concatenate b)"),
            ("a = b COLLATE x", "(a equal (b collate x))"),
            ("(a OR b) AND c", "((a or b) and c)"),
            ("a BETWEEN 1 AND 2 AND c", "((a between 1 2) and c)"),
            ("a NOT BETWEEN b = 1 AND c OR d", "((a notBetween (b equal 1) c) or d)"),
            ("a LIKE b || c ESCAPE d AND e", "((a like (b concatenate c) escape d) and e)"),
            ("a NOT LIKE b = c", "((a notLike b) equal c)"),
            ("a IS NULL", "(a isNull)"),
            ("a IS NOT NULL AND b", "((a notNull) and b)"),
            ("a NOTNULL ISNULL", "((a notNull) isNull)"),
            ("a IS NOT b", "(a isNot b)"),
            ("a IS DISTINCT FROM b", "(a isNot b)"),
            ("a IS NOT DISTINCT FROM b", "(a is b)"),
            ("a IN (1, 2) AND b NOT IN ()", "((a in [1, 2]) and (b notIn []))"),
            ("a IN (SELECT 1)", "(a in query)"),
            ("a IN p.s.t", "(a in p.s.t)"),
            ("(a, b) = (1, 2)", "(row(a, b) equal row(1, 2))"),
            ("a.b.c[0].d", "a.b.c[0].d"),
            ("\"a b\".c", "a b.c"),
            ("a['b c'].d[0]['e'][\"f\"]", "a.b c.d[0].e.f"),
            ("a['it''s' ] = b[ 'x'] -> 'y'", "(a.it's equal (b.x arrow 'y'))"),
            ("a.order.select", "a.order.select"),
            ("'it''s' || x'0F'", "('it's' concatenate x0F)"),
            ("CASE a WHEN 1 THEN 2 ELSE 3 END", "case(a 1 2 3)"),
            ("CAST(a AS VARCHAR(10))", "cast(a VARCHAR(10))"),
            ("f(a, 1 + 2)", "f(a, (1 add 2))"),
            ("count(DISTINCT a) + count(*)", "(count(distinct a) add count(*))"),
            ("current_date > TRUE", "(CURRENT_DATE greater true)"),
            ("true.a", "true.a"),
            ("EXISTS (SELECT 1) AND (SELECT 2)", "(exists and query)"),
            (":a + ?2", "(:a add ?2)"),
        ] as [(String, String)]
    )
    func `operators bind as in SQLite`(text: String, shape: String) throws {
        let expression = try expression(text)
        #expect(expression.shape == shape)
        #expect(slice("SELECT " + text, expression.range) == text)
    }

    @Test func `the parts of a column's path have ranges`() throws {
        let text = "SELECT a.\"b c\"[12].d"
        guard case .column(let column) = try expression("a.\"b c\"[12].d").kind else {
            throw WrongKind()
        }
        let ranges = column.path.map { step in
            switch step {
            case .name(let name): name.range
            case .index(_, let range): range
            }
        }
        #expect(ranges.map { slice(text, $0) } == ["a", "\"b c\"", "[12]", "d"])
        #expect(column.leadingNames.map(\.text) == ["a", "b c"])
    }

    @Test func `a name in brackets is a step and qualifies nothing`() throws {
        guard case .column(let column) = try expression("a.b[ 'c' ].d").kind else {
            throw WrongKind()
        }
        #expect(column.leadingNames.map(\.text) == ["a", "b"])
        guard case .name(let name) = column.path[2] else { throw WrongKind() }
        #expect(name.isQuoted)
        #expect(slice("SELECT a.b[ 'c' ].d", name.range) == "[ 'c' ]")
    }

    @Test func `brackets behind a parenthesis are no alias`() throws {
        for step in ["['team']", "[0]"] {
            #expect(throws: SyntaxError.self) { try expression("json(labels)\(step)") }
        }
    }

    @Test func `a window has its parts`() throws {
        let text = "sum(a) FILTER (WHERE b) OVER (w PARTITION BY c, d ORDER BY e ROWS 2 PRECEDING)"
        guard case .function(let call) = try expression(text).kind else { throw WrongKind() }
        #expect(call.filter?.shape == "b")
        let window = try #require(call.window)
        #expect(window.name?.text == "w")
        #expect(window.partitionBy.map(\.shape) == ["c", "d"])
        #expect(window.orderBy.map(\.expression.shape) == ["e"])
        #expect(window.frameBounds.map(\.shape) == ["2"])
        #expect(slice("SELECT " + text, window.range).hasPrefix("(w PARTITION"))
    }
}

extension Expression {
    /// The tree with every operator in parentheses.
    fileprivate var shape: String {
        switch kind {
        case .literal(let literal): literal.shape
        case .variable(let variable): variable.name
        case .column(let column): column.shape
        case .unary(let operation, let operand): "(\(operation) \(operand.shape))"
        case .binary(let operation, let left, let right):
            "(\(left.shape) \(operation) \(right.shape))"
        case .isNull(let operand, let isNegated):
            "(\(operand.shape) \(isNegated ? "notNull" : "isNull"))"
        case .pattern(let pattern): pattern.shape
        case .between(let subject, let low, let high, let isNegated):
            "(\(subject.shape) \(isNegated ? "notBetween" : "between") \(low.shape) \(high.shape))"
        case .membership(let subject, let source, let isNegated):
            "(\(subject.shape) \(isNegated ? "notIn" : "in") \(source.shape))"
        case .exists: "exists"
        case .subquery: "query"
        case .row(let members): "row" + members.shape
        case .conditional(let expression): expression.shape
        case .cast(let operand, let type, _): "cast(\(operand.shape) \(type))"
        case .collate(let operand, let name): "(\(operand.shape) collate \(name.text))"
        case .function(let call):
            call.hasStar
                ? call.name.text + "(*)"
                : call.name.text
                    + call.arguments.shape.replacingFirst(
                        "(",
                        with: call.isDistinct ? "(distinct " : "("
                    )
        }
    }
}

extension [Expression] {
    fileprivate var shape: String { "(" + map(\.shape).joined(separator: ", ") + ")" }
}

extension String {
    fileprivate func replacingFirst(_ prefix: String, with other: String) -> String {
        other + dropFirst(prefix.count)
    }
}

extension Literal {
    fileprivate var shape: String {
        switch self {
        case .null: "null"
        case .boolean(let value): "\(value)"
        case .number(let text), .current(let text): text
        case .string(let text): "'\(text)'"
        case .blob(let digits): "x\(digits)"
        }
    }
}

extension ColumnReference {
    fileprivate var shape: String {
        var text = ""
        for step in path {
            switch step {
            case .name(let name): text += (text.isEmpty ? "" : ".") + name.text
            case .index(let index, _): text += "[\(index)]"
            }
        }
        return text
    }
}

extension Pattern {
    fileprivate var shape: String {
        let verb = isNegated ? "not" + "\(kind)".capitalizedFirst : "\(kind)"
        let end = escape.map { " escape \($0.shape)" } ?? ""
        return "(\(subject.shape) \(verb) \(pattern.shape)\(end))"
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension InSource {
    fileprivate var shape: String {
        switch self {
        case .list(let members): "[" + members.map(\.shape).joined(separator: ", ") + "]"
        case .query: "query"
        case .table(let table): table.path.dotted
        }
    }
}

extension CaseExpression {
    fileprivate var shape: String {
        var parts = operand.map { [$0.shape] } ?? []
        for branch in branches { parts += [branch.condition.shape, branch.result.shape] }
        if let otherwise { parts.append(otherwise.shape) }
        return "case(" + parts.joined(separator: " ") + ")"
    }
}
