import TuneQLCatalog
import TuneQLSyntax
import TuneQLText

extension Completer {
    /// The columns of the visible tables, or the members of the value that the path leads to.
    ///
    /// Parameters that the statement has to give and does not mention come first.
    func columns(_ cut: StatementCut, parameters: Bool) throws(CatalogError) -> [Candidate] {
        let tables = VisibleTables(cut).tables
        let (owners, path) = owners(of: cut.path, among: tables)
        let derived = DerivedTables(cut, names).columns(after: cut.path)
        guard path.isEmpty else { return try derived + members(at: path, of: owners) }
        var found = derived
        for table in owners { found += try columns(of: table, cut, parameters: parameters) }
        guard cut.path.isEmpty, tables.count > 1 else { return sorted(found) }
        return sorted(found) + tables.map { Candidate($0.name, .table) }
    }

    private func sorted(_ candidates: [Candidate]) -> [Candidate] {
        let isMissing = { (candidate: Candidate) in candidate.detail == Self.required }
        return candidates.filter(isMissing) + candidates.filter { !isMissing($0) }
    }

    private static let required = "required"

    /// The tables that a path may begin with, and the rest of the path.
    private func owners(
        of path: [String],
        among tables: [VisibleTables.Table]
    ) -> ([VisibleTables.Table], [String]) {
        guard let first = path.first else { return (tables, []) }
        if path.count >= 3,
            let table = tables.first(where: {
                $0.path.count == 3 && isSame($0.path, path.prefix(3))
            })
        {
            return ([table], Array(path.dropFirst(3)))
        }
        if let table = tables.first(where: { $0.name.isSameName(as: first) }) {
            return ([table], Array(path.dropFirst()))
        }
        return (tables, path)
    }

    private func isSame(_ path: [String], _ other: some Sequence<String>) -> Bool {
        path.elementsEqual(other) { $0.isSameName(as: $1) }
    }

    private func columns(
        of table: VisibleTables.Table,
        _ cut: StatementCut,
        parameters: Bool
    ) throws(CatalogError) -> [Candidate] {
        guard let resource = try resource(table.path) else {
            let name = table.path.last ?? ""
            let local = names.tables.first { $0.name.isSameName(as: name) }
            return local?.columns.map { Candidate($0, .column) } ?? []
        }
        let columns = resource.columns.map { Candidate($0.name, .column, detail: $0.type.name) }
        guard parameters else { return columns }
        let missing = missing(from: cut, of: resource)
        let all = resource.parameters.map { parameter in
            Candidate(
                parameter.name,
                .parameter,
                detail: missing.contains(parameter.name) ? Self.required : parameter.type.name
            )
        }
        return all.filter { $0.detail == Self.required } + columns + all
    }

    /// The parameters of the method that needs the fewest, without those that the statement names.
    private func missing(from cut: StatementCut, of resource: Resource) -> Set<String> {
        let named = Set((cut.before + cut.after).compactMap { cut.name(of: $0)?.lowercased() })
        let open = resource.methods(for: .select).map { method in
            method.requiredParameters.filter {
                !named.contains($0.lowercased()) && !names.defaults.contains($0)
            }
        }
        return Set(open.min { $0.count < $1.count } ?? [])
    }

    /// The members of the object that a path leads to.
    private func members(
        at path: [String],
        of tables: [VisibleTables.Table]
    ) throws(CatalogError) -> [Candidate] {
        for table in tables {
            guard let resource = try resource(table.path) else { continue }
            let found = try members(at: path, of: resource)
            if !found.isEmpty { return found }
        }
        return []
    }

    private func members(at path: [String], of resource: Resource) throws(CatalogError)
        -> [Candidate]
    {
        guard case .message(let name) = try type(at: path, of: resource),
            let message = try message(name, of: resource)
        else { return [] }
        return message.fields.map { Candidate($0.name, .field, detail: $0.type.name) }
    }

    private func message(_ name: String, of resource: Resource) throws(CatalogError) -> Message? {
        try names.catalogs.message(name, provider: resource.provider, service: resource.service)
    }

    /// The type of the value that a path leads to; nil when the schema does not define it.
    private func type(at path: [String], of resource: Resource) throws(CatalogError) -> FieldType? {
        guard let first = path.first else { return nil }
        var path = path[...]
        // `row.zone` is the row's own value.
        if path.count > 1, first == SharedColumn.qualifier { path.removeFirst() }
        let column = path.removeFirst()
        var type =
            resource.columns.first { $0.name.isSameName(as: column) }?.type
            ?? resource.methods.lazy.flatMap(\.parameters).first { $0.name.isSameName(as: column) }?
            .type
        for name in path {
            guard case .message(let message)? = type else { return nil }
            type = try self.message(message, of: resource)?.fields.first {
                $0.name.isSameName(as: name)
            }?.type
        }
        return type
    }

    // MARK: Writing and comparing

    /// The members that a statement's columns name in the body of a method's request.
    func body(of method: Method, of resource: Resource) throws(CatalogError) -> [Field] {
        guard let name = method.requestMessage, let whole = try message(name, of: resource) else {
            return []
        }
        guard let member = method.bodyMember, let inner = whole[member]?.type.message else {
            return whole.fields
        }
        return try message(inner, of: resource)?.fields ?? []
    }

    /// The columns that an INSERT may give and does not list yet, those it has to give first.
    func insertColumns(of path: [String], _ cut: StatementCut) throws(CatalogError) -> [Candidate] {
        guard let resource = try resource(path) else {
            let table = names.tables.first { $0.name.isSameName(as: path.last ?? "") }
            return table?.columns.map { Candidate($0, .column) } ?? []
        }
        guard cut.path.isEmpty else { return try members(at: cut.path, of: resource) }
        let listed = Set(cut.before.compactMap { cut.name(of: $0)?.lowercased() })
        var required: [Candidate] = []
        var optional: [Candidate] = []
        for method in resource.methods(for: .insert) {
            for parameter in method.parameters {
                let candidate = Candidate(
                    parameter.name,
                    .parameter,
                    detail: parameter.isAskedFor ? Self.required : parameter.type.name
                )
                if parameter.isAskedFor {
                    required.append(candidate)
                } else {
                    optional.append(candidate)
                }
            }
            for field in try body(of: method, of: resource) where !field.isOutputOnly {
                let detail = field.isRequired ? Self.required : field.type.name
                let candidate = Candidate(field.name, .column, detail: detail)
                if field.isRequired {
                    required.append(candidate)
                } else {
                    optional.insert(candidate, at: 0)
                }
            }
        }
        return (required + optional).filter { !listed.contains($0.text.lowercased()) }
    }

    /// The values that what a path leads to may have.
    func values(of path: [String], _ cut: StatementCut) throws(CatalogError) -> [Candidate] {
        let tables = VisibleTables(cut).tables
        let (owners, rest) = owners(of: path, among: tables)
        for table in owners {
            guard let resource = try resource(table.path),
                let type = try type(at: rest, of: resource)
            else { continue }
            switch type {
            case .enumeration(let values), .array(.enumeration(let values)):
                return values.map { Candidate($0, .value) }
            case .boolean: return ["true", "false"].map { Candidate($0, .value) }
            default: return resource.knownValues(of: rest).map { Candidate($0, .value) }
            }
        }
        return []
    }
}
