import TuneQLAnalysis
import TuneQLCatalog
import TuneQLSQLite
import TuneQLSyntax
import TuneQLText

/// Looks up names in statements, in the session's provider and databases.
extension SessionState {
    /// The lookup of resources by their names.
    var names: ResourceNames {
        ResourceNames(provider: settings.provider, schema: self, catalogs: engine.catalogs)
    }

    /// The resources that a statement reads; names of local tables are left to SQLite.
    func resourceUses(in run: StatementRun) throws(QueryError) -> [ResourceUse] {
        try names.uses(in: run.statement, of: run.source) { (error) throws(QueryError) in
            throw QueryError(error)
        }
    }

    /// The resource of a name; nil when the name can only be that of a local table.
    ///
    /// - Throws: ``QueryError`` when the name has the form of a resource name but matches none.
    func resource(named path: [Identifier]) throws(QueryError) -> Resource? {
        try analyzing { () throws(AnalysisError) in try names.resource(named: path) }
    }

    /// The names of the session's databases, in lowercase.
    func databases() throws(QueryError) -> Set<String> {
        do throws(SQLiteError) {
            var statement = try connection.prepare("SELECT lower(name) FROM pragma_database_list")
            var names: Set<String> = []
            while try statement.step() { names.insert(statement.value(at: 0).text ?? "") }
            return names
        } catch {
            throw QueryError(error)
        }
    }

    /// Throws unless there is a provider of this name.
    func checkProvider(_ name: Identifier) throws(QueryError) {
        try analyzing { () throws(AnalysisError) in try names.checkProvider(name) }
    }

    /// Throws unless a provider has a service of this name.
    func checkService(_ name: Identifier, of provider: String) throws(QueryError) {
        try analyzing { () throws(AnalysisError) in try names.checkService(name, of: provider) }
    }

    /// Throws unless a name is among those that exist.
    func check(
        _ name: Identifier,
        among names: [String],
        _ kind: NameKind,
        _ help: String
    ) throws(QueryError) {
        try analyzing { () throws(AnalysisError) in
            try ResourceNames.check(name, among: names, kind, help)
        }
    }
}

/// Runs a part of the analysis; converts its errors to those of the statement.
func analyzing<Output>(
    _ body: () throws(AnalysisError) -> Output
) throws(QueryError) -> Output {
    do {
        return try body()
    } catch {
        throw QueryError(error)
    }
}

extension SessionState: LocalSchema {
    func hasDatabase(_ name: String) throws(AnalysisError) -> Bool {
        do throws(QueryError) {
            return try databases().contains(name)
        } catch {
            throw AnalysisError(.unreadable, error.message, help: error.help)
        }
    }

    func relation(of table: TableReference) -> Relation? { localRelation(table) }

    func viewQuery(named name: String) -> Query? {
        guard !views.definitions.isEmpty, let object = try? object(named: name) else { return nil }
        return views.definitions[object.sql]?.query
    }

    func isNeverTrue(_ constant: String) -> Bool {
        do throws(SQLiteError) {
            var statement = try connection.prepare("SELECT (\(constant)\n) IS TRUE")
            return try statement.step() && statement.value(at: 0) == .integer(0)
        } catch {
            return false
        }
    }
}
