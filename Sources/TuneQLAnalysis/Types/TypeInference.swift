package import TuneQLCatalog
package import TuneQLSyntax
import TuneQLText

/// Infers the types of a statement's columns and expressions from its tree.
///
/// The columns of each query and each FROM are kept, so that every part is visited once.
package final class TypeInference {
    /// The resources that the statement reads, by their positions.
    private let resources: [Int: Resource]
    /// The resource of the rows of each EXEC in a FROM, by its start.
    private let execs: [Int: Resource]
    /// The columns of local tables and views; nil for all other names.
    private let local: (TableReference) -> Relation?
    /// The message of a name in the schema of a resource; nil when there is none.
    let message: (String, Resource) -> Message?
    /// The values of variables, by their starts.
    let variables: [Int: VariableValue]
    /// The tables that a statement changes, or whose rows its RETURNING shows.
    private let targets: [Target]

    private var relationsOfCores: [Range<Int>: [NamedRelation]] = [:]
    private var columnsOfQueries: [Range<Int>: [RelationColumn]] = [:]
    /// The queries in progress; a recursive one has its first columns.
    private var openQueries: [Range<Int>: [RelationColumn]] = [:]
    /// The positions of the aliases in progress.
    private var openAliases: Set<Int> = []

    /// A table that is not in a FROM, and the clause in which its columns may be named.
    struct Target {
        var relation: NamedRelation
        /// Nil for the whole statement.
        var clause: Range<Int>?
    }

    init(
        resources: [Int: Resource] = [:],
        execs: [Int: Resource] = [:],
        variables: [Int: VariableValue] = [:],
        targets: [Target] = [],
        message: @escaping (String, Resource) -> Message? = { _, _ in nil },
        local: @escaping (TableReference) -> Relation? = { _ in nil }
    ) {
        self.resources = resources
        self.execs = execs
        self.variables = variables
        self.targets = targets
        self.message = message
        self.local = local
    }

    /// The resource of a table of a FROM; nil for other tables.
    package func resource(_ table: TableReference) -> Resource? {
        resources[table.range.lowerBound]
    }

    /// The resource of the rows of an EXEC in a FROM; nil when it is not known.
    func resource(_ source: ExecSource) -> Resource? { execs[source.range.lowerBound] }

    /// The tables whose columns may be named at a position although they are in no FROM.
    func targets(at offset: Int) -> [NamedRelation] {
        targets.filter { $0.clause?.contains(offset) ?? true }.map(\.relation)
    }
}

// MARK: - Tables

/// A relation in a FROM, with the names that qualify its columns.
struct NamedRelation {
    /// The names that lead to it; a suffix of them qualifies as well.
    var paths: [[String]]
    var relation: Relation
    /// Where the statement names it; nil for subqueries and the like.
    var table: TableReference?

    /// Whether columns may be qualified by these names.
    func isNamed(_ names: [String]) -> Bool {
        paths.contains { path in
            path.count >= names.count
                && zip(path.suffix(names.count), names).allSatisfy { $0.isSameName(as: $1) }
        }
    }
}

extension TypeInference {
    /// The tables of a SELECT, in order; `scope` is inside it.
    func relations(in scope: TreeScope) -> [NamedRelation] {
        guard let core = scope.cores.first else { return [] }
        if let known = relationsOfCores[core.range] { return known }
        let relations = relations(of: core.from, in: scope.leavingCore)
        relationsOfCores[core.range] = relations
        return relations
    }

    /// The tables of a FROM; those of joins in parentheses are members of their own.
    private func relations(of items: [FromItem], in outer: TreeScope) -> [NamedRelation] {
        items.reduce(into: []) { joined, item in
            joined.join(relations(of: item, in: outer), by: item)
        }
    }

    private func relations(of item: FromItem, in outer: TreeScope) -> [NamedRelation] {
        switch item.source {
        case .table(let table): [named(table, in: outer)]
        case .subquery(let query, let alias):
            [named(alias, Relation(columns: columns(of: query, in: outer)))]
        case .exec(let source):
            [named(source.alias, resource(source).map { Relation($0) } ?? .unknown)]
        case .group(let items, nil): relations(of: items, in: outer)
        case .group(let items, let alias):
            [
                named(
                    alias,
                    Relation(columns: relations(of: items, in: outer).flatMap(\.relation.columns))
                )
            ]
        }
    }

    private func named(_ alias: Identifier?, _ relation: Relation) -> NamedRelation {
        NamedRelation(paths: alias.map { [[$0.text]] } ?? [], relation: relation)
    }

    private func named(_ table: TableReference, in outer: TreeScope) -> NamedRelation {
        let relation = relation(table, in: outer)
        if let alias = table.alias {
            return NamedRelation(paths: [[alias.text]], relation: relation, table: table)
        }
        var paths = [table.path.map(\.text)]
        if let resource = relation.resource {
            paths.append([resource.provider, resource.service, resource.name])
        }
        return NamedRelation(paths: paths, relation: relation, table: table)
    }

    private func relation(_ table: TableReference, in outer: TreeScope) -> Relation {
        if let resource = resource(table) { return Relation(resource) }
        if let common = outer.commonTable(table) {
            return Relation(columns: columns(of: common, in: outer))
        }
        if table.arguments != nil { return Relation.ofTableFunction(table) }
        return local(table) ?? .unknown
    }
}

extension [NamedRelation] {
    /// Joins tables; columns that a USING or NATURAL merges are those of the left table.
    fileprivate mutating func join(_ right: [NamedRelation], by item: FromItem) {
        let names = mergedNames(right, by: item)
        var right = right
        for index in right.indices { right[index].merge(names) }
        // The column of a FULL JOIN is computed, and has lost its collation.
        if item.join?.kind == .full {
            for index in indices { self[index].forgetCollation(of: names) }
        }
        self += right
    }

    private func mergedNames(_ right: [NamedRelation], by item: FromItem) -> [String] {
        if case .using(let names) = item.constraint { return names.map(\.text) }
        guard item.join?.isNatural == true else { return [] }
        let shown = flatMap(\.relation.columns).filter { !$0.isHidden && !$0.isRest }.map(\.name)
        return shown.filter { name in
            right.contains { $0.relation.column(name)?.isHidden == false }
        }
    }
}

extension NamedRelation {
    fileprivate mutating func merge(_ names: [String]) {
        for index in relation.columns.indices where relation.columns[index].isNamed(names) {
            relation.columns[index].isMerged = true
        }
    }

    fileprivate mutating func forgetCollation(of names: [String]) {
        for index in relation.columns.indices where relation.columns[index].isNamed(names) {
            relation.columns[index].isCollated = false
        }
    }
}

extension RelationColumn {
    fileprivate func isNamed(_ names: [String]) -> Bool {
        names.contains { name.isSameName(as: $0) }
    }
}

// MARK: - Queries

extension TypeInference {
    /// The columns of a common table, by the names that it gives them.
    private func columns(of table: CommonTable, in scope: TreeScope) -> [RelationColumn] {
        columns(of: table.query, in: scope).renamed(table.columns)
    }

    /// The columns of a query as the surrounding query sees them.
    ///
    /// Those of a compound have the type on which its members agree, and the first member's names.
    package func columns(of query: Query, in outer: TreeScope) -> [RelationColumn] {
        if let known = columnsOfQueries[query.range] { return known }
        if let open = openQueries[query.range] { return open }
        openQueries[query.range] = []
        defer { openQueries[query.range] = nil }
        let scope = outer.seeing(query.with)
        var columns: [RelationColumn] = []
        for (place, core) in query.body.enumerated() {
            let inner = scope.entering(core)
            columns =
                place == 0
                ? shown(by: core, in: inner)
                : Self.compound(columns, results(of: core, in: inner))
            openQueries[query.range] = columns
        }
        columnsOfQueries[query.range] = columns
        return columns
    }

    private static func compound(
        _ first: [RelationColumn],
        _ others: [RelationColumn]
    ) -> [RelationColumn] {
        guard !(first + others).contains(where: \.isRest) else {
            return first.map { $0.isRest ? $0 : RelationColumn(name: $0.name, type: .untyped) }
        }
        return first.enumerated().map { place, column in
            guard others.indices.contains(place) else { return column }
            // Where SQLite pushes a condition down into the members, it may lose the collation.
            return RelationColumn(
                name: column.name,
                type: .merging([column.type, others[place].type])
            )
        }
    }

    /// The results of a SELECT or VALUES as the surrounding query sees them.
    ///
    /// The writer gives every time among the results of a query its collation, except in a `*`.
    private func shown(by core: SelectCore, in scope: TreeScope) -> [RelationColumn] {
        guard core.values.isEmpty else { return results(of: core, in: scope) }
        return core.results.flatMap { result in
            columns(of: result, in: scope).map { column in
                var shown = column.asResult
                if case .expression(let expression, _) = result.kind {
                    shown.isCollated = column.type.isTime && expression.ownCollation == nil
                }
                return shown
            }
        }
    }

    /// The results of one SELECT or VALUES; `scope` is inside it.
    func results(of core: SelectCore, in scope: TreeScope) -> [RelationColumn] {
        if !core.values.isEmpty { return values(of: core, in: scope) }
        return core.results.flatMap { columns(of: $0, in: scope) }
    }

    /// The columns of one item of a SELECT's list.
    func columns(of result: SelectItem, in scope: TreeScope) -> [RelationColumn] {
        switch result.kind {
        case .all:
            return relations(in: scope).flatMap(\.relation.shown).filter { !$0.isMerged }
        case .allOf(let path):
            let names = path.map(\.text)
            let selected = (scope.cores.isEmpty ? [] : relations(in: scope)).first {
                $0.isNamed(names)
            }
            return selected?.relation.shown ?? [.rest]
        case .expression(let expression, let alias):
            var type = type(of: expression, in: scope)
            type.isConstant = false
            return [
                RelationColumn(
                    name: alias?.text ?? name(of: expression, in: scope),
                    type: type,
                    isCollated: isCollated(expression, in: scope),
                    hasAffinity: hasAffinity(expression, in: scope)
                )
            ]
        }
    }

    private func values(of core: SelectCore, in scope: TreeScope) -> [RelationColumn] {
        (core.values.first ?? []).indices.map { place in
            let members = core.values.compactMap { $0.indices.contains(place) ? $0[place] : nil }
            return RelationColumn(
                name: "column\(place + 1)",
                type: merged(members, in: scope)
            )
        }
    }

    private func name(of expression: Expression, in scope: TreeScope) -> String {
        guard case .column(let reference) = expression.kind else { return "" }
        if let resolved = resolve(reference, in: scope), resolved.isRenamed, resolved.steps.isEmpty
        {
            return resolved.column.name
        }
        return reference.leadingNames.last?.text ?? ""
    }

    /// The type of the result with an alias in the innermost SELECT.
    func type(ofAlias name: String, in scope: TreeScope) -> ExpressionType? {
        for result in scope.cores.first?.results ?? [] {
            guard case .expression(let expression, let alias?) = result.kind,
                alias.text.isSameName(as: name),
                openAliases.insert(alias.range.lowerBound).inserted
            else { continue }
            defer { openAliases.remove(alias.range.lowerBound) }
            return type(of: expression, in: scope)
        }
        return nil
    }
}

extension [RelationColumn] {
    /// The columns with the names that a view or common table lists, if it lists any.
    package func renamed(_ names: [Identifier]) -> Self {
        guard !names.isEmpty else { return self }
        let isKnown = !contains(where: \.isRest) && count == names.count
        return names.enumerated().map { place, name in
            var column = isKnown ? self[place] : RelationColumn(name: "", type: .untyped)
            column.name = name.text
            return column
        }
    }
}

extension Relation {
    /// The columns of `*`.
    fileprivate var shown: [RelationColumn] { columns.filter { !$0.isHidden } }

    /// The columns of SQLite's table functions over JSON; those of others are not known.
    fileprivate static func ofTableFunction(_ table: TableReference) -> Relation {
        switch table.path.last?.text.lowercased() {
        case "json_each", "json_tree":
            let names = ["key", "value", "type", "atom", "id", "parent", "fullkey", "path"]
            return Relation(columns: names.map { RelationColumn(name: $0, type: .untyped) })
        default: return .unknown
        }
    }
}
