import TuneQLCatalog
import TuneQLSyntax

/// Finds out which column a dotted reference starts with.
///
/// Qualifiers go before columns: a table that is called `labels` hides a column of that name.
struct ColumnResolver {
    /// The resources that the statement reads, by where it names them.
    private var resources: [Int: Resource] = [:]
    /// What EXEC in a FROM answers, by where it stands.
    private var execs: [Int: Resource]
    /// What RETURNING stands behind, and where it stands.
    private var target: (resource: Resource, clause: Range<Int>)?
    /// The names of tables that are changed, which qualify columns as well.
    private var changedTables: [String] = []
    /// The queries of common tables, by their names in small letters; nil for names that two have.
    private var commonTables: [String: Query?] = [:]

    init(
        _ statement: Statement,
        _ uses: [ResourceUse],
        _ execs: [Int: Resource],
        target: Resource?
    ) {
        self.execs = execs
        for use in uses { resources[use.reference.range.lowerBound] = use.resource }
        statement.forEachQuery { query, _ in note(query.with) }
        switch statement.kind {
        case .insert(let insert):
            note(insert.with)
            if let target, let clause = insert.returning { self.target = (target, clause.range) }
            changedTables = [insert.target.exposedName]
        case .local(let local):
            note(local.with)
            changedTables = local.tables.map(\.exposedName)
        default: break
        }
    }

    private mutating func note(_ tables: [CommonTable]) {
        for table in tables {
            let name = table.name.text.lowercased()
            let isKnown = commonTables[name] == nil && table.columns.isEmpty
            commonTables.updateValue(isKnown ? table.query : nil, forKey: name)
        }
    }

    /// The resource that a table of a FROM is; nil for other tables.
    func resource(_ table: TableReference) -> Resource? { resources[table.range.lowerBound] }

    /// What the rows of an EXEC in a FROM are; nil when nobody can know.
    func resource(_ source: ExecSource) -> Resource? { execs[source.range.lowerBound] }

    /// What the reference means; nil when only SQLite can tell.
    func resolve(_ reference: ColumnReference, in scope: TreeScope) -> ResolvedColumn? {
        resolve(reference, in: scope, inside: [])
    }

    /// The same for a query whose results are being looked for, of those that start at `queries`.
    ///
    /// They may name themselves.
    func resolve(
        _ reference: ColumnReference,
        in scope: TreeScope,
        inside queries: Set<Int>
    ) -> ResolvedColumn? {
        let names = reference.leadingNames
        for count in stride(from: names.count - 1, through: 1, by: -1) {
            guard let source = source(names.prefix(count), in: scope, reference) else { continue }
            return column(of: source, reference, at: count, inside: queries)
        }
        for core in scope.cores {
            if let found = column(names[0].text, in: core.from, inside: queries) {
                return resolved(found, reference, at: 0)
            }
        }
        if let target = target(reference),
            let found = column(of: .resource(target), reference, at: 0, inside: queries)
        {
            return found
        }
        return names.count == reference.path.count
            ? nil : column(of: .other, reference, at: names.count - 1, inside: queries)
    }

    /// The JSON columns that a reference which could not be resolved may have been meant to name.
    func candidates(for reference: ColumnReference, in scope: TreeScope) -> [String] {
        let items = scope.cores.flatMap(\.from)
        var tables = items.flatMap(\.tables).compactMap(resource)
        tables += items.flatMap(\.execSources).compactMap(resource)
        if let target = target(reference) { tables.append(target) }
        return tables.flatMap(\.columns).filter { $0.type.isJSON }.map(\.name)
    }

    // MARK: Qualifiers

    enum Source {
        case resource(Resource)
        case query(Query)
        case other
    }

    /// What the names qualify columns of.
    private func source(
        _ names: ArraySlice<Identifier>,
        in scope: TreeScope,
        _ reference: ColumnReference
    ) -> Source? {
        for core in scope.cores {
            if let source = source(names.map(\.text), in: core.from) { return source }
        }
        if let target = target(reference), isEnd(names.map(\.text), of: target) {
            return .resource(target)
        }
        let isChanged =
            names.count == 1 && changedTables.contains { $0.isSameName(as: names[0].text) }
        return isChanged ? .other : nil
    }

    private func source(_ names: [String], in items: [FromItem]) -> Source? {
        for item in items {
            switch item.source {
            case .table(let table):
                guard isMeant(table, by: names) else { continue }
                return source(table)
            case .subquery(let query, let alias?):
                if names.count == 1, alias.text.isSameName(as: names[0]) { return .query(query) }
            case .group(_, let alias?):
                if names.count == 1, alias.text.isSameName(as: names[0]) { return .other }
            case .exec(let source):
                guard names.count == 1, let alias = source.alias,
                    alias.text.isSameName(as: names[0])
                else { continue }
                return resource(source).map { .resource($0) } ?? .other
            case .subquery(_, nil): continue
            case .group(let items, nil):
                if let source = source(names, in: items) { return source }
            }
        }
        return nil
    }

    func source(_ table: TableReference) -> Source {
        if let resource = resource(table) { return .resource(resource) }
        guard table.path.count == 1, table.arguments == nil,
            let query = commonTables[table.path[0].text.lowercased()] ?? nil
        else { return .other }
        return .query(query)
    }

    private func isMeant(_ table: TableReference, by names: [String]) -> Bool {
        if names.count == 1 { return table.exposedName.isSameName(as: names[0]) }
        return names.isEnd(of: table.path.map(\.text))
            || resource(table).map { isEnd(names, of: $0) } ?? false
    }

    private func isEnd(_ names: [String], of resource: Resource) -> Bool {
        names.isEnd(of: [resource.provider, resource.service, resource.name])
    }

    /// The resource that a RETURNING shows, when the reference stands in it.
    private func target(_ reference: ColumnReference) -> Resource? {
        guard let target, target.clause.contains(reference.range.lowerBound) else { return nil }
        return target.resource
    }
}

extension [String] {
    /// Whether another path ends in these names.
    fileprivate func isEnd(of path: [String]) -> Bool {
        path.count >= count && zip(path.suffix(count), self).allSatisfy { $0.isSameName(as: $1) }
    }
}
