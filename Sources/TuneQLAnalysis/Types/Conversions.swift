import TuneQLCatalog
import TuneQLSyntax
import TuneQLText

/// The values of a statement that are rewritten so that SQLite sees their types.
///
/// - Texts that spell numbers become numbers beside numeric expressions, which lack the affinity by
///   which a column converts texts.
/// - Truth values and JSON keep their types inside the JSON that functions make.
/// - A CAST to a type of times gives a text, where SQLite would make it a number.
/// - A name after `->` or `->>` is the whole name of a member; older SQLite reads `'a.b'` as a path.
struct Conversions {
    private let types: TypeInference
    private var replaced: [Range<Int>: String] = [:]
    private var enclosed: [Range<Int>: (start: String, end: String)] = [:]

    init(in statement: Statement, _ types: TypeInference) {
        self.types = types
        statement.forEachExpression { expression, scope in visit(expression, in: scope) }
    }

    /// Adds the changes to those of the statement's text.
    func write(to rewriting: inout Rewriting) {
        for (range, text) in replaced { rewriting.replace(range, with: text) }
        for (range, text) in enclosed { rewriting.enclose(range, in: text.start, text.end) }
    }

    private mutating func visit(_ expression: Expression, in scope: TreeScope) {
        for (left, right) in expression.comparisons {
            convert(right, beside: left, in: scope)
            convert(left, beside: right, in: scope)
            giveAffinity(left, beside: types.type(of: right, in: scope), in: scope)
            giveAffinity(right, beside: types.type(of: left, in: scope), in: scope)
        }
        switch expression.kind {
        case .membership(let subject, .query(let query), _):
            let columns = types.columns(of: query, in: scope)
            for (member, column) in zip(subject.members, columns) where !column.isRest {
                convert(member, beside: column.type)
                giveAffinity(member, beside: column.type, in: scope)
            }
        case .cast(_, let type, let range) where CastType(type) == .timestamp:
            replaced[range] = "TEXT"
        case .function(let call): visit(call, in: scope)
        case .binary(.arrow, let value, let label), .binary(.doubleArrow, let value, let label):
            readAsMember(label, isPath: leadsThroughMembers(expression, from: value, in: scope))
        default: return
        }
    }

    /// Whether an arrow's name can only be a path: the schema of the value has no member of this name.
    private func leadsThroughMembers(
        _ expression: Expression,
        from value: Expression,
        in scope: TreeScope
    ) -> Bool {
        guard let start = JSONPath(value), let whole = JSONPath(expression),
            case .message = types.type(at: start, in: scope)
        else { return false }
        return types.type(at: whole, in: scope) == nil
    }

    /// Makes the right operand of an arrow the path to one member, unless it is a path or an index.
    private mutating func readAsMember(_ label: Expression, isPath: Bool) {
        switch label.kind {
        case .literal(.string(let name)):
            guard let path = name.pathToJSONMember else { return }
            replaced[label.range] = (isPath ? "$." + name : path).quotedAsText
        case .literal: return
        default: enclosed[label.range] = ("json_label(", ")")
        }
    }

    // MARK: Beside numbers

    private mutating func convert(
        _ expression: Expression,
        beside other: Expression,
        in scope: TreeScope
    ) {
        guard types.text(of: expression) != nil, !types.isParameter(other, in: scope) else {
            return
        }
        convert(expression, beside: types.type(of: other, in: scope))
    }

    private mutating func convert(_ expression: Expression, beside type: ExpressionType) {
        guard let text = types.text(of: expression), let function = text.numberFunction,
            !type.isConstant, !type.isMixed, type.isNumber || type.field == .boolean
        else { return }
        // A literal is rewritten; the value of a variable is converted at run time.
        if case .literal = expression.kind {
            replaced[expression.range] = " \(text) "
        } else {
            enclosed[expression.range] = ("\(function)(", ")")
        }
    }

    /// Lets SQLite convert the other side of a comparison with a computed number if it may be text.
    ///
    /// `CAST` has the affinity of a column, and does not change numbers.
    private mutating func giveAffinity(
        _ expression: Expression,
        beside other: ExpressionType,
        in scope: TreeScope
    ) {
        let type = types.type(of: expression, in: scope)
        guard type.isNumber, !type.isConstant, !type.isMixed,
            !types.hasAffinity(expression, in: scope),
            !other.isConstant, !other.isNumber, !other.isNull, other.field != .boolean
        else { return }
        enclosed[expression.range] = ("CAST(", " AS NUMERIC)")
    }

    // MARK: Inside JSON

    private mutating func visit(_ call: FunctionCall, in scope: TreeScope) {
        guard let values = Self.values(of: call) else { return }
        for argument in values {
            let type = types.type(of: argument, in: scope)
            guard !type.isMixed else { continue }
            if type.field == .boolean {
                enclosed[argument.range] = ("json(json_boolean(", "))")
            } else if type.isJSON, !argument.isMadeJSON {
                enclosed[argument.range] = ("json(", ")")
            }
        }
    }

    /// The arguments that become values in the JSON that a function makes; nil for other functions.
    private static func values(of call: FunctionCall) -> [Expression]? {
        let arguments = call.arguments
        func odd(from first: Int) -> [Expression] {
            arguments.enumerated().filter { $0.offset >= first && ($0.offset - first) % 2 == 0 }
                .map(\.element)
        }
        return switch call.name.text.lowercased() {
        case "json_array", "json_group_array", "json_quote": arguments
        case "json_object", "json_group_object": odd(from: 1)
        case "json_insert", "json_set", "json_replace": odd(from: 2)
        default: nil
        }
    }
}

extension Expression {
    /// Whether SQLite itself knows that it is JSON.
    fileprivate var isMadeJSON: Bool {
        switch kind {
        case .binary(.arrow, _, _): true
        case .function(let call): FunctionTypes.json.contains(call.name.text.lowercased())
        default: false
        }
    }
}

extension String {
    /// The function that converts a text that spells a number as SQL does; nil for other texts.
    ///
    /// It is nil for integers that do not fit 64 bits: they stay texts in columns too.
    fileprivate var numberFunction: String? {
        if Int64(self) != nil { return utf8.first == UInt8(ascii: "+") ? nil : "int64" }
        let digits = utf8.drop { $0 == UInt8(ascii: "-") }
        guard utf8.count - digits.count <= 1, let first = digits.first,
            first.isDigit, utf8.contains(where: { ".eE".utf8.contains($0) }),
            utf8.allSatisfy({ $0.isDigit || "-+.eE".utf8.contains($0) }),
            let value = Double(self), value.isFinite
        else { return nil }
        return "float64"
    }

    /// Whether it spells a number.
    var isNumber: Bool { Double(self) != nil }
}
