import TuneQLCatalog
import TuneQLSyntax

/// A reference that names a column, and the way from there into its value.
struct ResolvedColumn {
    /// Nil when the column belongs to something whose columns have no known types.
    var resource: Resource?
    var name: String
    var type: FieldType
    /// The steps behind the column's name.
    var steps: [ColumnReference.PathStep]
    /// Where the column's name ends in the text.
    var end: Int
}

/// Finds out which column a dotted reference starts with.
///
/// Qualifiers go before columns: a table that is called `labels` hides a column of that name.
struct ColumnResolver {
    /// The resources that the statement reads, by where it names them.
    private var resources: [Int: Resource] = [:]
    /// What RETURNING stands behind, and where it stands.
    private var target: (resource: Resource, clause: Range<Int>)?
    /// The names of tables that are changed, which qualify columns as well.
    private var changedTables: [String] = []

    init(_ statement: Statement, _ uses: [ResourceUse], target: Resource?) {
        for use in uses { resources[use.reference.range.lowerBound] = use.resource }
        switch statement.kind {
        case .insert(let insert):
            if let target, let clause = insert.returning { self.target = (target, clause.range) }
            changedTables = [insert.target.exposedName]
        case .local(let local): changedTables = local.tables.map(\.exposedName)
        default: break
        }
    }

    /// The resource that a table of a FROM is; nil for other tables.
    func resource(_ table: TableReference) -> Resource? { resources[table.range.lowerBound] }

    /// What the reference means; nil when only SQLite can tell.
    func resolve(_ reference: ColumnReference, in scope: TreeScope) -> ResolvedColumn? {
        let names = reference.leadingNames
        for count in stride(from: names.count - 1, through: 1, by: -1) {
            guard let source = source(names.prefix(count), in: scope, reference) else { continue }
            return column(of: source, reference, at: count)
        }
        for core in scope.cores {
            for table in core.from.flatMap(\.tables) {
                let found = resource(table).flatMap {
                    column(of: .resource($0), reference, at: 0)
                }
                if let found { return found }
            }
        }
        if let target = target(reference),
            let found = column(of: .resource(target), reference, at: 0)
        {
            return found
        }
        return names.count == reference.path.count
            ? nil : column(of: .other, reference, at: names.count - 1)
    }

    /// The JSON columns that a reference which could not be resolved may have been meant to name.
    func candidates(for reference: ColumnReference, in scope: TreeScope) -> [String] {
        var tables = scope.cores.flatMap(\.from).flatMap(\.tables).compactMap(resource)
        if let target = target(reference) { tables.append(target) }
        return tables.flatMap(\.columns).filter { $0.type.isJSON }.map(\.name)
    }

    // MARK: Qualifiers

    private enum Source {
        case resource(Resource)
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
                return resource(table).map { .resource($0) } ?? .other
            case .subquery(_, let alias?), .group(_, let alias?):
                if names.count == 1, alias.text.isSameName(as: names[0]) { return .other }
            case .subquery(_, nil): continue
            case .group(let items, nil):
                if let source = source(names, in: items) { return source }
            }
        }
        return nil
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

    // MARK: Columns

    private func column(
        of source: Source,
        _ reference: ColumnReference,
        at index: Int
    ) -> ResolvedColumn? {
        guard case .name(let name) = reference.path[index] else { return nil }
        var found = ResolvedColumn(
            resource: nil,
            name: name.text,
            type: .any,
            steps: Array(reference.path[(index + 1)...]),
            end: name.range.upperBound
        )
        guard case .resource(let resource) = source else { return found }
        guard let field = resource.columns.first(where: { $0.name.isSameName(as: name.text) })
        else { return nil }
        (found.resource, found.name, found.type) = (resource, field.name, field.type)
        return found
    }
}

extension [String] {
    /// Whether another path ends in these names.
    fileprivate func isEnd(of path: [String]) -> Bool {
        path.count >= count && zip(path.suffix(count), self).allSatisfy { $0.isSameName(as: $1) }
    }
}

extension FieldType {
    /// Whether values are objects, arrays or anything else that JSON text stands for.
    var isJSON: Bool {
        switch self {
        case .message, .map, .array, .any: true
        default: false
        }
    }
}
