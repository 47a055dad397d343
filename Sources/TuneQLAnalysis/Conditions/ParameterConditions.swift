package import TuneQLCatalog
package import TuneQLSyntax

/// Finds the conditions on parameters, which decide the calls that are worth making.
package struct ParameterConditions {
    /// The conditions, those of outer queries first.
    package private(set) var found: [ParameterCondition] = []
    /// The lists of values that other conditions leave for a parameter.
    package private(set) var lists: [ImpliedList] = []
    private let statement: Statement
    /// The names of parameters, and of result columns that are parameters, in lowercase.
    private let names: Set<String>
    private let own: OwnValues

    /// - Parameters:
    ///   - statement: The statement.
    ///   - resources: The resources that it may read, also through views.
    ///   - viewColumns: The names of the columns of its views, in lowercase.
    ///   - isLocalTable: Whether a name is that of a table of the session.
    package init(
        in statement: Statement,
        reading resources: [Resource],
        viewColumns: Set<String>,
        isLocalTable: (String) -> Bool
    ) {
        self.statement = statement
        own = OwnValues(in: statement)
        names = Self.names(in: statement, resources, viewColumns)
        guard !names.isEmpty else { return }
        let impure = Self.impurePositions(in: statement, isLocalTable: isLocalTable)
        var cores: [SelectCore] = []
        statement.forEachQuery { query, _ in cores += query.body }
        for core in cores {
            for term in Self.terms(of: core).prefix(Self.limit) where !term.isPlainBinding {
                let isPure = !impure.contains(where: term.range.contains)
                let condition = isPure ? condition(term) : nil
                if let condition { found.append(condition) }
                guard !(condition?.columns.count == 1 && term.isListForSQLite),
                    let implied = ImpliedLists(term, isParameter: isParameter)
                else { continue }
                lists += implied.lists
                if condition == nil, let combinations = implied.combinations {
                    found.append(combinations)
                }
            }
        }
    }

    /// The maximum number of conditions of a SELECT.
    ///
    /// Each mark makes its WHERE deeper, and SQLite refuses expressions that are too deep.
    private static let limit = 64

    private static func names(
        in statement: Statement,
        _ resources: [Resource],
        _ viewColumns: Set<String>
    ) -> Set<String> {
        let parameters = Set(resources.flatMap(\.parameters).map { $0.name.lowercased() })
        var names = parameters.union(
            viewColumns.subtracting(resources.flatMap(\.columns).map { $0.name.lowercased() })
        )
        statement.forEachQuery { query, _ in
            for result in query.body.flatMap(\.results) {
                guard case .expression(let expression, let alias?) = result.kind,
                    case .column(let column) = expression.kind,
                    parameters.contains(column.leadingNames.last?.text.lowercased() ?? "")
                else { continue }
                names.insert(alias.text.lowercased())
            }
        }
        return names
    }

    /// The condition of a term; nil when one of its columns may not be a parameter.
    private func condition(_ term: Expression) -> ParameterCondition? {
        let references = term.columns.sorted { $0.range.lowerBound < $1.range.lowerBound }
        guard !references.isEmpty, references.allSatisfy(isParameter) else { return nil }
        return ParameterCondition(term: term, references: references)
    }

    private func isParameter(_ reference: ColumnReference) -> Bool {
        let leading = reference.leadingNames
        guard leading.count == reference.path.count, let name = own.columnName(of: reference)
        else { return false }
        return names.contains(name.lowercased())
    }

    /// The terms of WHERE and ON that can be applied to a table's rows before they are joined.
    static func terms(of core: SelectCore) -> [Expression] {
        let kinds = core.from.compactMap(\.join?.kind)
        guard !core.from.isEmpty, !kinds.contains(.right), !kinds.contains(.full),
            !core.from.contains(where: \.isGroup)
        else { return [] }
        var found: [Expression] = []
        // WHERE sees the rows of NULLs that a LEFT JOIN adds; no call returns them.
        let optional = core.from.filter { $0.join?.kind == .left }
        let hidden = Set(optional.flatMap(\.exposedNames).map { $0.lowercased() })
        for term in core.whereClause?.conjuncts ?? [] {
            let qualifiers = term.columns.map(\.qualifier)
            let isFree =
                optional.isEmpty
                || qualifiers.allSatisfy { qualifier in
                    qualifier.map { !hidden.contains($0) } ?? false
                }
            if isFree { found.append(term) }
        }
        for item in core.from {
            guard case .on(let expression) = item.constraint else { continue }
            let own = Set(item.exposedNames.map { $0.lowercased() })
            for term in expression.conjuncts {
                let qualifiers = term.columns.map(\.qualifier)
                let isOwn = qualifiers.allSatisfy { $0.map { own.contains($0) } ?? false }
                if optional.isEmpty || isOwn { found.append(term) }
            }
        }
        return found
    }

    /// The positions of everything except columns, constants and local tables.
    ///
    /// A condition that contains one is left out. Local tables of a statement that writes are
    /// included: it might change them.
    private static func impurePositions(
        in statement: Statement,
        isLocalTable: (String) -> Bool
    ) -> [Int] {
        var positions: [Int] = []
        statement.forEachExpression { part, _ in
            if !part.isPure { positions.append(part.range.lowerBound) }
        }
        let isQuery =
            switch statement.kind {
            case .select, .assert: true
            default: false
            }
        statement.forEachTable { table, scope in
            let isLocal =
                table.path.count == 1 && table.arguments == nil && !scope.isCommonTable(table)
                && isLocalTable(table.path[0].text)
            if !isQuery || !isLocal { positions.append(table.range.lowerBound) }
        }
        return positions
    }
}

extension ColumnReference {
    /// The name before the column's own, in lowercase; nil when there is none.
    fileprivate var qualifier: String? {
        let names = leadingNames.dropLast()
        guard let name = names.last, names.count == 1 else { return nil }
        return name.text.lowercased()
    }
}

extension FromItem {
    fileprivate var isGroup: Bool {
        if case .group = source { return true }
        return false
    }
}

extension Expression {
    /// Whether SQLite makes a list of an OR by itself, if its sides compare the same column.
    fileprivate var isListForSQLite: Bool {
        alternatives.allSatisfy { side in
            if case .binary(.equal, _, _) = side.kind { true } else { false }
        }
    }

    /// Whether it only gives a column a value, which SQLite passes to the table without a mark.
    fileprivate var isPlainBinding: Bool {
        switch kind {
        case .binary(.equal, let left, let right), .binary(.is, let left, let right):
            left.isColumn != right.isColumn && (left.isPlainValue || right.isPlainValue)
        case .membership(let subject, .list(let members), isNegated: false):
            subject.isColumn && members.allSatisfy(\.isPlainValue)
        default: false
        }
    }

    /// Whether it is deterministic, provided that its operands are.
    fileprivate var isPure: Bool {
        switch kind {
        case .pattern(let pattern): pattern.kind != .match
        case .function(let call):
            Self.pureFunctions.contains(call.name.text.lowercased()) && call.window == nil
        case .literal(.current): false
        default: true
        }
    }

    private static let pureFunctions: Set = [
        "abs", "avg", "char", "coalesce", "concat", "concat_ws", "count", "format", "glob", "hex",
        "ifnull", "iif",
        "instr", "length", "like", "likely", "lower", "ltrim", "max", "min", "nullif",
        "octet_length", "printf", "quote", "replace", "round", "rtrim", "sign", "substr", "sum",
        "substring", "trim", "typeof", "unicode", "unlikely", "upper",
    ]
}
