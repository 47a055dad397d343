import TuneQLSyntax
import TuneQLText

/// A query, the text that its ranges refer to, and the common tables that it sees.
struct QueryText {
    var query: Query
    var source: String
    /// What is seen from outside of the query.
    var scope: CommonTableScope?
    /// The names that a view or common table gives to the results.
    var columns: [Identifier] = []

    /// A query inside of this one.
    func inner(_ query: Query) -> QueryText {
        QueryText(query: query, source: source, scope: scope)
    }

    /// The text between two places.
    func text(in range: Range<Int>) -> String { source.text(in: range) }

    /// The same query, which sees the common tables of its WITH.
    var seeingItsTables: QueryText {
        guard !query.with.isEmpty else { return self }
        var wider = self
        wider.scope = CommonTableScope(query.with, source: source, outer: scope)
        return wider
    }

    /// The query of a common table that is seen here.
    ///
    /// - Returns: Nil unless there is one of this name that does not read itself.
    func commonTable(named name: String) -> QueryText? {
        guard let (table, scope) = scope?.table(named: name) else { return nil }
        var readsItself = false
        table.query.forEachTable { table, _ in
            if table.path.count == 1, table.path[0].text.isSameName(as: name) { readsItself = true }
        }
        guard !readsItself else { return nil }
        return QueryText(
            query: table.query,
            source: scope.source,
            scope: scope,
            columns: table.columns
        )
    }

    /// Whether the names of tables in this query mean the same at another place.
    func meansTheSame(in other: QueryText) -> Bool {
        var isSame = true
        query.forEachTable { table, treeScope in
            guard table.path.count == 1, !treeScope.isCommonTable(table) else { return }
            let name = table.path[0].text
            let (here, there) = (scope?.table(named: name), other.scope?.table(named: name))
            if here?.scope !== there?.scope { isSame = false }
        }
        return isSame
    }
}

/// The common tables of a WITH, which see each other, and those around it.
final class CommonTableScope {
    let source: String
    private let tables: [CommonTable]
    private let outer: CommonTableScope?

    init(_ tables: [CommonTable], source: String, outer: CommonTableScope?) {
        self.tables = tables
        self.source = source
        self.outer = outer
    }

    /// The table that a name means, and the WITH that defines it.
    func table(named name: String) -> (table: CommonTable, scope: CommonTableScope)? {
        tables.first { $0.name.text.isSameName(as: name) }.map { ($0, self) }
            ?? outer?.table(named: name)
    }

    /// The definitions as they are written, the outermost first.
    var definitions: [String] {
        (outer?.definitions ?? []) + tables.map { source.text(in: $0.range) }
    }
}
