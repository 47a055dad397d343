package import TuneQLSyntax
import TuneQLText

/// The engine's own tables that a statement reads; they are registered with SQLite when first used.
package struct OwnTables {
    /// Whether it reads the schema `catalog`.
    package private(set) var readsCatalog = false
    /// Whether it reads `last_scopes`, which SQLite finds in every schema.
    package private(set) var readsLastScopes = false
    /// Gives the query of a view.
    private let view: (String) -> Query?
    private var seenViews: Set<String> = []
    /// Whether a text in the statement is the catalog's name.
    private var mentionsCatalog = false

    /// Looks through the tree, and through the definitions of the views that it names.
    ///
    /// - Parameters:
    ///   - statement: The statement.
    ///   - sql: The SQL that SQLite runs for it; where the tree is incomplete, each name in it
    ///     counts.
    ///   - view: Gives the query of a view; nil for all other names, and where it is not known.
    package init(of statement: Statement, sql: String, view: @escaping (String) -> Query?) {
        self.view = view
        var tables: [TableReference] = []
        statement.forEachTable { table, scope in
            if !scope.isCommonTable(table) { tables.append(table) }
        }
        statement.forEachExpression { expression, _ in
            if expression.isText(Self.catalog) { mentionsCatalog = true }
        }
        for table in tables { record(table) }
        guard statement.isPartlyParsed else { return }
        let names = SQLText.names(in: sql)
        if names.contains(Self.catalog) { readsCatalog = true }
        if names.contains(Self.lastScopes) { readsLastScopes = true }
    }

    private static let catalog = "catalog"
    private static let pragmaPrefix = "pragma_"
    private static let lastScopes = "last_scopes"

    private mutating func record(_ table: TableReference) {
        if table.path.count > 1, table.path[0].text.isSameName(as: Self.catalog) {
            readsCatalog = true
        }
        if table.path.last?.text.isSameName(as: Self.lastScopes) == true { readsLastScopes = true }
        // `pragma_table_info('services', 'catalog')`
        for argument in table.arguments ?? [] where argument.isText(Self.catalog) {
            readsCatalog = true
        }
        // SQLite's tables of schemas and tables show the catalog only once it is attached.
        if table.path.last?.text.lowercased().hasPrefix(Self.pragmaPrefix) == true {
            readsCatalog = readsCatalog || mentionsCatalog
        }
        guard table.path.count == 1, let name = table.path.first?.text.lowercased(),
            seenViews.insert(name).inserted
        else { return }
        var tables: [TableReference] = []
        view(name)?.forEachTable { table, scope in
            if !scope.isCommonTable(table) { tables.append(table) }
        }
        for table in tables { record(table) }
    }
}

extension Expression {
    fileprivate func isText(_ name: String) -> Bool {
        guard case .literal(.string(let text)) = kind else { return false }
        return text.isSameName(as: name)
    }
}
