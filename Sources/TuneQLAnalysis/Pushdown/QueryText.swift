package import TuneQLSyntax
import TuneQLText

/// A query, the text that its ranges refer to, and the common tables that it sees.
package struct QueryText {
    /// The query.
    package var query: Query
    /// The text that its ranges refer to.
    package var source: String
    /// The common tables that it sees from outside.
    package var scope: CommonTableScope?
    /// The names that a view or common table gives to the results.
    package var columns: [Identifier] = []

    /// - Parameters:
    ///   - query: The query.
    ///   - source: The text that its ranges refer to.
    ///   - scope: The common tables that it sees from outside.
    ///   - columns: The names that a view or common table gives to the results.
    package init(
        query: Query,
        source: String,
        scope: CommonTableScope?,
        columns: [Identifier] = []
    ) {
        self.query = query
        self.source = source
        self.scope = scope
        self.columns = columns
    }

    /// A query inside this one.
    package func inner(_ query: Query) -> QueryText {
        QueryText(query: query, source: source, scope: scope)
    }

    /// The text of a range.
    package func text(in range: Range<Int>) -> String { source.text(in: range) }

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
    package func commonTable(named name: String) -> QueryText? {
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

    /// Whether the table names of this query refer to the same tables in another query.
    func namesSameTables(in other: QueryText) -> Bool {
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
package final class CommonTableScope {
    /// The text that the ranges of the tables refer to.
    package let source: String
    private let tables: [CommonTable]
    private let outer: CommonTableScope?

    /// Makes a scope inside another one.
    package init(_ tables: [CommonTable], source: String, outer: CommonTableScope?) {
        self.tables = tables
        self.source = source
        self.outer = outer
    }

    /// The table that a name refers to, and the WITH that defines it.
    package func table(named name: String) -> (table: CommonTable, scope: CommonTableScope)? {
        tables.first { $0.name.text.isSameName(as: name) }.map { ($0, self) }
            ?? outer?.table(named: name)
    }

    /// The definitions as they are written, the outermost first.
    package var definitions: [String] {
        (outer?.definitions ?? []) + tables.map { source.text(in: $0.range) }
    }
}
