import TuneQLCatalog
package import TuneQLSyntax

/// The terms of a statement's WHERE and ON, and the tables that they concern.
package struct StatementConditions {
    /// A value that a term gives to a parameter.
    package struct Binding {
        /// The parameter's name, in lowercase.
        package var parameter: String
        /// The test, such as `= l.locationId` or `IN ('a', 'b')`.
        package var text: String
        /// The tables that the value comes from.
        package var sources: [String]
        /// Whether the value is a constant or an unchanged column.
        package var isPlain: Bool
    }

    /// A term of a WHERE or ON.
    package struct Term {
        /// The text, on one line.
        package var text: String
        /// Whether it is an OR, which needs parentheses beside other terms.
        package var isAlternative: Bool
        /// The resources that it concerns, by their positions; empty when they are inside views.
        package var owners: [Int]
        /// The values that it gives to each of them; those for views have the key -1.
        package var bindings: [Int: [Binding]] = [:]
        /// Whether it depends on a parameter of a call.
        package var readsParameter = false
    }

    /// The terms, those of outer queries first.
    package private(set) var terms: [Term] = []
    private let source: String
    private let uses: [ResourceUse]
    private let own: OwnValues
    private var columns: [(reference: ColumnReference, scope: TreeScope)] = []
    private var commonTables: [String: Query] = [:]

    /// Finds the terms.
    ///
    /// - Parameters:
    ///   - statement: The statement.
    ///   - source: The text that its ranges refer to.
    ///   - uses: The resources that it reads.
    package init(of statement: Statement, in source: String, _ uses: [ResourceUse]) {
        self.source = source
        self.uses = uses
        own = OwnValues(in: statement)
        var columns: [(reference: ColumnReference, scope: TreeScope)] = []
        var tables: [String: Query] = [:]
        var cores: [SelectCore] = []
        statement.forEachColumnReference { columns.append(($0, $1)) }
        statement.forEachQuery { query, _ in
            for table in query.with { tables[table.name.text.lowercased()] = table.query }
            cores += query.body
        }
        if case .insert(let insert) = statement.kind {
            for table in insert.with { tables[table.name.text.lowercased()] = table.query }
        }
        (self.columns, commonTables) = (columns, tables)
        for core in cores {
            for expression in core.conditions.flatMap(\.conjuncts) { record(expression, in: core) }
        }
    }

    /// A term's text on one line.
    private func text(in range: Range<Int>) -> String {
        source.text(in: range).split { $0.isNewline }
            .map { $0.drop { $0.isWhitespace } }.joined(separator: " ")
    }

    // MARK: Tables

    private mutating func record(_ expression: Expression, in core: SelectCore) {
        var term = Term(
            text: text(in: expression.range),
            isAlternative: expression.isAlternative,
            owners: []
        )
        let places = Set(core.from.flatMap(\.tables).map(\.range.lowerBound))
        for column in columns where expression.range.contains(column.reference.range.lowerBound) {
            guard let use = use(of: column.reference, in: column.scope) else { continue }
            let place = use.reference.range.lowerBound
            if places.contains(place), !term.owners.contains(place) { term.owners.append(place) }
            if use.hasParameter(own.columnName(of: column.reference)) {
                term.readsParameter = true
            }
        }
        for owner in term.owners {
            term.bindings[owner] = bindings(expression) { side in
                parameter(side, of: owner, in: core)
            }
        }
        if term.owners.isEmpty { attribute(&term, expression, in: core) }
        terms.append(term)
    }

    /// Attributes a condition on a query or view to its resource, if it reads only one.
    private func attribute(_ term: inout Term, _ expression: Expression, in core: SelectCore) {
        let inner = core.from.flatMap { inside($0) }
        term.owners = inner.count == 1 ? inner : []
        term.bindings[term.owners.first ?? -1] = bindings(expression) { side in
            guard case .column(let column) = side.kind else { return nil }
            return own.columnName(of: column)?.lowercased()
        }
    }

    /// The resources that a subquery or common table reads.
    private func inside(_ item: FromItem) -> [Int] {
        let ranges: [Range<Int>]
        switch item.source {
        case .subquery(let query, _): ranges = [query.range]
        case .group(let items, _): return items.flatMap { inside($0) }
        case .exec: return []
        case .table(let table):
            guard table.path.count == 1 else { return [] }
            ranges = commonTables[table.path[0].text.lowercased()].map { [$0.range] } ?? []
        }
        return uses.map(\.reference.range.lowerBound).filter { place in
            ranges.contains { $0.contains(place) }
        }
    }

    /// The resource that a column belongs to; nil when it is another table's.
    private func use(of reference: ColumnReference, in scope: TreeScope) -> ResourceUse? {
        let names = own.names(of: reference).map { $0.lowercased() }
        for core in scope.cores {
            let tables = core.from.flatMap(\.tables)
            let found = uses.filter { use in
                tables.contains { $0.range == use.reference.range }
            }
            if names.count > 1 {
                let named = tables.first { $0.exposedName.lowercased() == names[0] }
                if let named { return found.first { $0.reference.range == named.range } }
                let long = found.first { names.starts(with: $0.names) }
                if let long { return long }
            }
            if let owner = found.first(where: { $0.hasColumn(names[0]) }) { return owner }
        }
        return nil
    }

    /// The parameter of a resource that an expression names; nil for other expressions.
    private func parameter(_ side: Expression, of owner: Int, in core: SelectCore) -> String? {
        guard case .column(let column) = side.kind,
            column.leadingNames.count == column.path.count,
            let name = own.columnName(of: column)?.lowercased(),
            let use = use(of: column, in: TreeScope(core)),
            use.reference.range.lowerBound == owner
        else { return nil }
        if use.resource.nameColumn?.lowercased() == name { return ":name" }
        return use.resource.parameters.contains { $0.name.lowercased() == name } ? name : nil
    }

    // MARK: Bindings

    private func bindings(
        _ expression: Expression,
        _ parameter: (Expression) -> String?
    ) -> [Binding] {
        switch expression.kind {
        case .binary(.equal, let left, let right), .binary(.is, let left, let right):
            return [(left, right), (right, left)].compactMap { side, other in
                guard let name = parameter(side), parameter(other) == nil else { return nil }
                return Binding(
                    parameter: name,
                    text: "= " + text(in: other.range),
                    sources: sources(in: other.range),
                    isPlain: other.isColumn || sources(in: other.range).isEmpty
                )
            }
        case .membership(let subject, let source, isNegated: false):
            guard let name = parameter(subject) else { return [] }
            let range = subject.range.upperBound..<expression.range.upperBound
            if case .list(let members) = source, members.count == 1 {
                return [
                    Binding(
                        parameter: name,
                        text: "= " + text(in: members[0].range),
                        sources: sources(in: range),
                        isPlain: members[0].isColumn || sources(in: range).isEmpty
                    )
                ]
            }
            let words = text(in: range).drop { $0.isWhitespace }
            let found = sources(in: range)
            return [
                Binding(
                    parameter: name,
                    text: String(words),
                    sources: found,
                    isPlain: found.isEmpty
                )
            ]
        default: return []
        }
    }

    /// The tables that a value comes from: those of its columns, and of queries inside it.
    private func sources(in range: Range<Int>) -> [String] {
        var names = uses.filter { range.contains($0.reference.range.lowerBound) }
            .map(\.reference.exposedName)
        if names.isEmpty {
            names = columns.filter { range.contains($0.reference.range.lowerBound) }.map { column in
                use(of: column.reference, in: column.scope)?.reference.exposedName
                    ?? column.reference.leadingNames.dropLast().first?.text ?? ""
            }
        }
        var seen: Set<String> = []
        return names.filter { !$0.isEmpty && seen.insert($0).inserted }
    }
}

extension ResourceUse {
    /// The full name in lowercase, part by part.
    fileprivate var names: [String] {
        [resource.provider, resource.service, resource.name].map { $0.lowercased() }
    }

    fileprivate func hasParameter(_ name: String?) -> Bool {
        resource.parameters.contains { $0.name.lowercased() == name?.lowercased() }
    }

    fileprivate func hasColumn(_ name: String) -> Bool {
        resource.columns.contains { $0.name.lowercased() == name }
            || resource.parameters.contains { $0.name.lowercased() == name }
            || resource.sharedColumns.contains { $0.ownName.lowercased() == name }
    }
}

extension Expression {
    /// Whether it is an OR without parentheses around it.
    fileprivate var isAlternative: Bool {
        guard case .binary(.or, let left, let right) = kind else { return false }
        return range == left.range.lowerBound..<right.range.upperBound
    }
}
