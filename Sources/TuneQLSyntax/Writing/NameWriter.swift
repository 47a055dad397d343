import TuneQLText

/// Replaces the names of tables, and column qualifiers that refer to them, by SQLite's names.
struct NameWriter {
    private(set) var rewriting = Rewriting()
    /// SQLite's names of tables, by the offsets at which the tables start.
    private var names: [Int: String] = [:]

    /// Records SQLite's name of a table; all must be recorded before the columns are visited.
    mutating func record(
        _ table: TableReference,
        in scope: TreeScope,
        naming: (TableReference) -> String?
    ) {
        guard !scope.isCommonTable(table), let name = naming(table) else { return }
        names[table.range.lowerBound] = name
    }

    mutating func visit(_ node: TreeNode, in scope: TreeScope) {
        switch node {
        case .expression, .exec: break
        case .query(let query):
            for core in query.body where core.isParenthesized {
                rewriting.insert("SELECT * FROM ", at: core.range.lowerBound)
            }
        case .table(let table): write(table, in: scope)
        case .column(let column): write(column, in: scope)
        case .star(let path):
            if let name = qualifier(of: path, count: path.count, in: scope) {
                rewriting.replace(path.wholeRange, with: name.quotedAsName)
            }
        }
    }

    // MARK: Tables

    private mutating func write(_ table: TableReference, in scope: TreeScope) {
        guard let name = names[table.range.lowerBound] else { return }
        let alias = newAlias(for: table, named: name, in: scope)
        if table.arguments == nil {
            rewriting.replace(table.range, with: name.quotedAsName + alias)
        } else {
            rewriting.replace(table.range, with: name.quotedAsName)
            rewriting.insert(alias, at: table.end)
        }
    }

    private func newAlias(
        for table: TableReference,
        named name: String,
        in scope: TreeScope
    ) -> String {
        guard scope.place == .from, table.alias == nil else { return "" }
        let exposed = exposedName(of: table, named: name, in: scope.cores.first)
        return exposed == name ? "" : " AS " + exposed.quotedAsName
    }

    /// The qualifier of the table's columns in SQLite.
    ///
    /// It is the last part of the table's path, as everywhere, but the whole name if another table
    /// of the same FROM has the same last part.
    private func exposedName(
        of table: TableReference,
        named name: String,
        in core: SelectCore?
    ) -> String {
        let short = table.exposedName
        guard table.alias == nil, let core else { return short }
        let holders = core.from.flatMap(\.exposedNames).count { $0.isSameName(as: short) }
        return holders > 1 ? name : short
    }

    // MARK: Columns

    private mutating func write(_ column: ColumnReference, in scope: TreeScope) {
        let path = column.leadingNames
        var quoted = path.dropFirst()
        for count in stride(from: path.count - 1, to: 1, by: -1) {
            guard let name = qualifier(of: path, count: count, in: scope) else { continue }
            let range = path[0].range.lowerBound..<path[count - 1].range.upperBound
            rewriting.replace(range, with: name.quotedAsName)
            quoted = path.dropFirst(count)
            break
        }
        for name in quoted where !name.isQuoted && Keyword(name.text)?.isReserved == true {
            rewriting.replace(name.range, with: name.text.quotedAsName)
        }
    }

    /// The qualifier in SQLite of the only table whose path ends in the first `count` names.
    private func qualifier(
        of path: [Identifier],
        count: Int,
        in scope: TreeScope
    ) -> String? {
        guard count > 1 else { return nil }
        let spelled = path.prefix(count).map(\.text)
        for core in scope.cores {
            let found = core.from.flatMap(\.tables).filter { matches($0, by: spelled) }
            guard let table = found.first, let name = names[table.range.lowerBound] else {
                continue
            }
            return found.count == 1 ? exposedName(of: table, named: name, in: core) : nil
        }
        return nil
    }

    private func matches(_ table: TableReference, by spelled: [String]) -> Bool {
        guard let name = names[table.range.lowerBound] else { return false }
        let parts = name.split(separator: ".").map(String.init)
        return [table.path.map(\.text), parts].contains { whole in
            whole.count >= spelled.count
                && zip(whole.suffix(spelled.count), spelled).allSatisfy { $0.isSameName(as: $1) }
        }
    }
}
