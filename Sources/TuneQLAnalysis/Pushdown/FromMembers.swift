import TuneQLCatalog
import TuneQLSyntax
import TuneQLText

/// The members of a FROM, and the columns that each of them has.
struct FromMembers {
    enum Source {
        case resource(Resource, TableReference)
        /// A subquery, common table or view; the reference is nil for a subquery.
        case query(QueryText, TableReference?)
        case other
    }

    /// A result of a SELECT that is a column of a member.
    struct Result {
        var column: MemberColumn
        /// Its expression in the text.
        var expression: String
        /// Its name.
        var name: String
    }

    let core: SelectCore
    let sources: [Source]
    private let aliases: [String?]
    private let scope: QueryText
    private let pushdown: PredicatePushdown

    init(_ core: SelectCore, of scope: QueryText, _ pushdown: PredicatePushdown) {
        self.core = core
        self.scope = scope
        self.pushdown = pushdown
        let isKnown = pushdown.beginMembers()
        sources = core.from.map { isKnown ? Self.source($0, scope, pushdown) : .other }
        aliases = core.from.map { item in
            switch item.source {
            case .table(let table): table.exposedName
            case .subquery(_, let alias): alias?.text
            case .group, .exec: nil
            }
        }
    }

    private static func source(
        _ item: FromItem,
        _ scope: QueryText,
        _ pushdown: PredicatePushdown
    ) -> Source {
        switch item.source {
        case .subquery(let query, _): return .query(scope.inner(query), nil)
        case .group, .exec: return .other
        case .table(let table):
            guard table.arguments == nil else { return .other }
            if table.path.count == 1 {
                let name = table.path[0].text
                if scope.scope?.table(named: name) != nil {
                    return scope.commonTable(named: name).map { .query($0, table) } ?? .other
                }
                return pushdown.view(table).map { .query($0, table) } ?? .other
            }
            return pushdown.resource(table.path).map { .resource($0, table) } ?? .other
        }
    }

    /// The qualifier of a member's columns.
    func alias(of member: Int) -> String? { aliases[member] }

    // MARK: Columns

    /// The column that a reference names; nil when only SQLite can resolve it.
    func column(_ reference: ColumnReference) -> MemberColumn? {
        let names = reference.leadingNames
        guard names.count == reference.path.count, let last = names.last else { return nil }
        if names.count == 1 { return column(named: last.text) }
        let found = core.from.indices.filter { isMember($0, named: names.dropLast()) }
        guard found.count == 1, let member = found.first else { return nil }
        return MemberColumn(member, last.text)
    }

    /// The column of a name without a qualifier: SQLite refuses names that two members have.
    private func column(named name: String) -> MemberColumn? {
        let found = core.from.indices.filter { has(name, $0) }
        guard found.count == 1, let member = found.first else { return nil }
        return MemberColumn(member, name)
    }

    private func isMember(_ member: Int, named names: ArraySlice<Identifier>) -> Bool {
        if names.count == 1, let name = names.first {
            return aliases[member]?.isSameName(as: name.text) ?? false
        }
        guard case .resource(_, let table) = sources[member], table.alias == nil,
            table.path.count == names.count
        else { return false }
        return zip(table.path, names).allSatisfy { $0.text.isSameName(as: $1.text) }
    }

    private func has(_ name: String, _ member: Int) -> Bool {
        switch sources[member] {
        case .resource(let resource, _):
            resource.columns.contains { $0.name.isSameName(as: name) }
                || resource.parameters.contains { $0.name.isSameName(as: name) }
        case .query(let query, _): self.query(query, has: name)
        case .other: false
        }
    }

    private func query(_ query: QueryText, has name: String) -> Bool {
        guard let core = query.query.body.first, core.values.isEmpty else {
            return query.columns.contains { $0.text.isSameName(as: name) }
        }
        let members = FromMembers(core, of: query.seeingItsTables, pushdown)
        return members.place(of: name, in: query).flatMap { members.result(at: $0, named: name) }
            != nil
    }

    // MARK: Results

    /// The position of a result among those of a query; for a name inside a `*`, that of the `*`.
    func place(of name: String, in query: QueryText) -> Int? {
        let hasStar = query.query.body.contains { $0.results.contains(where: \.isStar) }
        guard !hasStar || query.columns.isEmpty && query.query.body.count == 1 else { return nil }
        if let place = query.columns.firstIndex(where: { $0.text.isSameName(as: name) }) {
            return place
        }
        guard query.columns.isEmpty, let first = query.query.body.first else { return nil }
        let named = first.results.firstIndex {
            $0.resultName(of: first)?.isSameName(as: name) ?? false
        }
        guard let star = first.results.firstIndex(where: \.isStar), star < named ?? .max else {
            return named
        }
        // The `*` may contain the name as well; then its column comes first.
        return shows(name) ? star : named
    }

    /// The column of a member that a result of this SELECT shows; nil for other results.
    func result(at place: Int, named name: String) -> Result? {
        if core.results.indices.contains(place), core.results[place].isStar {
            return starred(name)
        }
        guard core.results.indices.contains(place),
            case .expression(let expression, let alias) = core.results[place].kind,
            case .column(let reference) = expression.kind, let column = column(reference)
        else { return nil }
        return Result(
            column: column,
            expression: scope.text(in: reference.range),
            name: alias?.text ?? column.name
        )
    }

    /// A column of a `*` over one table.
    private func starred(_ name: String) -> Result? {
        guard core.from.count == 1, has(name, 0), shows(name) else { return nil }
        let qualifier = aliases[0].map { "\($0.quotedAsName)." } ?? ""
        return Result(
            column: MemberColumn(0, name),
            expression: qualifier + name.quotedAsName,
            name: name
        )
    }

    /// Whether `*` may show a column of this name: parameters are hidden.
    private func shows(_ name: String) -> Bool {
        guard core.from.count == 1, case .resource(let resource, _) = sources[0] else {
            return true
        }
        return resource.columns.contains { $0.name.isSameName(as: name) }
    }

    // MARK: Kinds of columns

    /// Whether a column is a parameter or the name of a resource's rows: text that a call binds.
    func isBindable(_ column: MemberColumn) -> Bool {
        switch sources[column.member] {
        case .resource(let resource, _):
            return resource.nameColumn?.isSameName(as: column.name) == true
                || resource.parameters.contains {
                    $0.name.isSameName(as: column.name) && $0.type.isPlainText
                }
        case .query(let query, _):
            return query.query.body.allSatisfy { core in
                let members = FromMembers(core, of: query.seeingItsTables, pushdown)
                return members.place(of: column.name, in: query)
                    .flatMap { members.result(at: $0, named: column.name) }
                    .map { members.isBindable($0.column) } ?? false
            }
        case .other: return false
        }
    }

    /// The text that a column of a member has on every row; nil unless the statement spells it.
    func constant(_ column: MemberColumn) -> String? {
        guard case .query(let query, _) = sources[column.member], query.query.body.count == 1,
            let core = query.query.body.first, core.from.isEmpty
        else { return nil }
        let members = FromMembers(core, of: query.seeingItsTables, pushdown)
        guard let place = members.place(of: column.name, in: query) else { return nil }
        let expression: Expression
        if let row = core.values.first {
            guard core.values.count == 1, row.indices.contains(place) else { return nil }
            expression = row[place]
        } else {
            guard core.results.indices.contains(place),
                case .expression(let result, _) = core.results[place].kind
            else { return nil }
            expression = result
        }
        guard case .literal(.string(let text)) = expression.kind else { return nil }
        return text.quotedAsText
    }
}

extension SelectItem {
    /// Its name among the results of a SELECT, where the text has one.
    fileprivate func resultName(of core: SelectCore) -> String? {
        guard case .expression(let expression, let alias) = kind else { return nil }
        if let alias { return alias.text }
        guard case .column(let reference) = expression.kind,
            reference.leadingNames.count == reference.path.count
        else { return nil }
        return OwnValues(in: core).columnName(of: reference)
    }
}
