import TuneQLCatalog
import TuneQLSyntax
import TuneQLText

/// The types of expressions.
extension TypeInference {
    func type(of expression: Expression, in scope: TreeScope) -> ExpressionType {
        switch expression.kind {
        case .literal(let literal): type(of: literal).asConstant
        case .variable(let variable):
            type(of: variables[variable.range.lowerBound]).asConstant
        case .column(let reference): type(of: reference, in: scope)
        case .unary(let operation, let operand): type(of: operation, operand, in: scope)
        case .binary(let operation, let left, let right):
            type(of: operation, left, right, in: scope)
        case .isNull, .pattern, .between, .membership, .exists: .integer
        case .subquery(let query): columns(of: query, in: scope).first?.type ?? .untyped
        case .row: .untyped
        case .conditional(let node):
            merged(node.branches.map(\.result) + (node.otherwise.map { [$0] } ?? []), in: scope)
        case .cast(let operand, let type, _): self.type(ofCast: operand, to: type, in: scope)
        case .collate(let operand, _): type(of: operand, in: scope)
        case .function(let call): type(of: call, in: scope)
        }
    }

    private func type(of literal: Literal) -> ExpressionType {
        switch literal {
        case .null: .null
        case .boolean: .boolean
        case .number(let digits): Int64(digits) == nil && !digits.isHexadecimal ? .real : .integer
        case .string: .text
        case .blob: .untyped
        case .current("CURRENT_TIME"): .text
        case .current: .timestamp
        }
    }

    private func type(of value: VariableValue?) -> ExpressionType {
        switch value {
        case .integer: .integer
        case .real: .real
        case .boolean: .boolean
        case .text, .json: .text
        case .null: .null
        case .blob, nil: .untyped
        }
    }

    private func type(of reference: ColumnReference, in scope: TreeScope) -> ExpressionType {
        guard let resolved = resolve(reference, in: scope) else { return .untyped }
        guard !resolved.steps.isEmpty else { return resolved.column.type }
        let resource = resolved.column.type.resource
        let field = try? NestedField(resolved) { (name) throws(AnalysisError) in
            resource.flatMap { message(name, $0) }
        }
        guard let field, field.type != .any else { return .untyped }
        return ExpressionType(field.type, of: resource)
    }

    // MARK: Operators

    private func type(
        of operation: UnaryOperator,
        _ operand: Expression,
        in scope: TreeScope
    ) -> ExpressionType {
        let type = type(of: operand, in: scope)
        switch operation {
        case .plus: return type
        case .minus: return type.isNumber && !type.isMixed ? type.asComputed : .untyped
        case .not: return type.field == .boolean ? .boolean : .integer
        case .complement: return .integer
        }
    }

    private func type(
        of operation: BinaryOperator,
        _ left: Expression,
        _ right: Expression,
        in scope: TreeScope
    ) -> ExpressionType {
        switch operation {
        case .or, .and:
            let types = [left, right].map { type(of: $0, in: scope) }
            return types.allSatisfy { $0.field == .boolean } ? .boolean : .integer
        case .equal, .notEqual, .is, .isNot, .less, .lessOrEqual, .greater, .greaterOrEqual,
            .bitAnd, .bitOr, .leftShift, .rightShift:
            return .integer
        case .add, .subtract, .multiply, .divide, .remainder:
            let types = [left, right].map { type(of: $0, in: scope) }
            guard types.allSatisfy({ $0.isNumber && !$0.isMixed }) else { return .untyped }
            return .arithmetic(types)
        case .concatenate: return .text
        case .arrow: return .json
        case .doubleArrow: return .untyped
        }
    }

    /// The type of a CAST: a number or text; a time that is cast to text stays a time.
    private func type(
        ofCast operand: Expression,
        to name: String,
        in scope: TreeScope
    ) -> ExpressionType {
        switch CastType(name) {
        case .integer: return .integer
        case .real: return .real
        case .text:
            let type = type(of: operand, in: scope)
            return type.isTime ? type : .text
        case .timestamp: return .timestamp
        case .other: return .untyped
        }
    }

    // MARK: Several expressions

    /// The type of a value that may come from any of the expressions.
    ///
    /// A text that spells a time counts as one beside times, and 0 and 1 as truth values beside
    /// those.
    func merged(_ expressions: [Expression], in scope: TreeScope) -> ExpressionType {
        let types = expressions.map { type(of: $0, in: scope) }
        let hasTimes = types.contains { $0.isTime }
        let hasBooleans = types.contains { $0.field == .boolean }
        return .merging(
            zip(expressions, types).map { expression, type in
                if hasTimes, let text = text(of: expression), Timestamp(text.utf8.span) != nil {
                    return .timestamp
                }
                return hasBooleans && expression.isTruthNumber ? .boolean : type
            }
        )
    }

    /// The text of a literal or of a variable's value; nil for everything else.
    func text(of expression: Expression) -> String? {
        switch expression.kind {
        case .literal(.string(let text)): text
        case .variable(let variable):
            switch variables[variable.range.lowerBound] {
            case .text(let text): text
            default: nil
            }
        default: nil
        }
    }

    /// Whether an expression is a parameter, whose value is sent to the service unchanged.
    func isParameter(_ expression: Expression, in scope: TreeScope) -> Bool {
        guard case .column(let reference) = expression.kind else { return false }
        return resolve(reference, in: scope)?.column.isParameter ?? false
    }

    /// Whether an operand makes SQLite convert the other side of a comparison: a bare table column.
    func hasAffinity(_ expression: Expression, in scope: TreeScope) -> Bool {
        guard case .column(let reference) = expression.kind,
            let resolved = resolve(reference, in: scope)
        else { return false }
        return resolved.steps.isEmpty && resolved.column.hasAffinity
    }

    /// Whether SQLite compares an operand as a time without a COLLATE.
    ///
    /// It does for a bare column of a resource, or of a query over one.
    func isCollated(_ expression: Expression, in scope: TreeScope) -> Bool {
        guard case .column(let reference) = expression.kind,
            let resolved = resolve(reference, in: scope), resolved.steps.isEmpty
        else { return false }
        return resolved.column.isCollated
    }
}

extension ExpressionType {
    /// The type of arithmetic over numbers: a real when one of them is.
    static func arithmetic(_ types: [ExpressionType]) -> ExpressionType {
        var type = types.contains { $0.field == .number } ? real : integer
        type.isConstant = types.allSatisfy(\.isConstant)
        return type
    }

    /// The same type of a constant.
    var asConstant: ExpressionType {
        var type = self
        type.isConstant = true
        return type
    }

    /// The type of the number as SQLite computes it, whatever its type in the schema.
    var asComputed: ExpressionType { .arithmetic([self]) }
}

/// The type that a CAST produces.
enum CastType {
    case integer, real, text, timestamp, other

    /// Reads a type's name as SQLite does, except names of times, which SQLite takes for numbers.
    init(_ name: String) {
        let name = name.uppercased()
        func has(_ word: String) -> Bool { name.contains(word) }
        self =
            if ["TIMESTAMP", "DATETIME", "TIMESTAMPTZ"].contains(name) {
                .timestamp
            } else if has("INT") {
                .integer
            } else if has("CHAR") || has("CLOB") || has("TEXT") {
                .text
            } else if has("REAL") || has("FLOA") || has("DOUB") {
                .real
            } else {
                .other
            }
    }
}

extension Expression {
    /// Whether it is written `0` or `1`.
    fileprivate var isTruthNumber: Bool {
        guard case .literal(.number(let digits)) = kind else { return false }
        return digits == "0" || digits == "1"
    }
}

extension String {
    fileprivate var isHexadecimal: Bool { hasPrefix("0x") || hasPrefix("0X") }
}
