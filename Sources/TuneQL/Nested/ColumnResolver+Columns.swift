import TuneQLCatalog
import TuneQLSyntax

extension ColumnResolver {
    /// What is known of a column.
    struct Found {
        var name: String
        var resource: Resource?
        var type: FieldType
        var isDirect = false
    }

    /// The column that a step of the reference names; nil when the source cannot have it.
    func column(
        of source: Source,
        _ reference: ColumnReference,
        at index: Int,
        inside queries: Set<Int>
    ) -> ResolvedColumn? {
        guard case .name(let name) = reference.path[index] else { return nil }
        let unknown = Found(name: name.text, type: .any)
        switch source {
        case .resource(let resource):
            return column(name.text, of: resource).map { resolved($0, reference, at: index) }
        case .query(let query):
            return resolved(
                column(name.text, of: query, inside: queries) ?? unknown,
                reference,
                at: index
            )
        case .other: return resolved(unknown, reference, at: index)
        }
    }

    func resolved(
        _ found: Found,
        _ reference: ColumnReference,
        at index: Int
    ) -> ResolvedColumn {
        var end = reference.range.upperBound
        if case .name(let name) = reference.path[index] { end = name.range.upperBound }
        return ResolvedColumn(
            resource: found.resource,
            isDirect: found.isDirect,
            name: found.name,
            type: found.type,
            steps: Array(reference.path[(index + 1)...]),
            end: end
        )
    }

    func column(_ name: String, of resource: Resource) -> Found? {
        let field = resource.columns.first { $0.name.isSameName(as: name) }
        return field.map {
            Found(name: $0.name, resource: resource, type: $0.type, isDirect: true)
        }
    }

    /// The first column of this name.
    func column(_ name: String, in items: [FromItem], inside queries: Set<Int>) -> Found? {
        for item in items {
            let found: Found? =
                switch item.source {
                case .table(let table):
                    switch source(table) {
                    case .resource(let resource): column(name, of: resource)
                    case .query(let query): column(name, of: query, inside: queries)
                    case .other: nil
                    }
                case .subquery(let query, _): column(name, of: query, inside: queries)
                case .exec(let source): resource(source).flatMap { column(name, of: $0) }
                case .group(let items, _): column(name, in: items, inside: queries)
                }
            if let found { return found }
        }
        return nil
    }

    /// A result of a query; its type is known where it is a column of one SELECT.
    func column(_ name: String, of query: Query, inside queries: Set<Int>) -> Found? {
        guard let core = query.body.first, !queries.contains(query.range.lowerBound),
            queries.count < 32
        else { return nil }
        let queries = queries.union([query.range.lowerBound])
        for result in core.results {
            switch result.kind {
            case .all, .allOf:
                guard var found = column(name, in: core.from, inside: queries) else { continue }
                found.isDirect = false
                return query.body.count == 1 ? found : Found(name: name, type: .any)
            case .expression(let expression, let alias):
                let reference: ColumnReference? =
                    if case .column(let reference) = expression.kind { reference } else { nil }
                guard let named = alias ?? reference?.leadingNames.last,
                    named.text.isSameName(as: name)
                else { continue }
                guard query.body.count == 1, let reference,
                    let source = resolve(reference, in: TreeScope(core), inside: queries),
                    source.steps.isEmpty
                else { return Found(name: name, type: .any) }
                return Found(name: name, resource: source.resource, type: source.type)
            }
        }
        return nil
    }
}
