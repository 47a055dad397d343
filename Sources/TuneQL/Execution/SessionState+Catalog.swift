import TuneQLAnalysis
import TuneQLCatalog
import TuneQLSQLite
import TuneQLScan
import TuneQLSyntax
import TuneQLText

extension SessionState {
    /// Attaches the catalog to the connection as the schema `catalog`.
    func attachCatalog() throws(QueryError) {
        guard !tables.hasCatalog else { return }
        do {
            try CatalogTable.attachAll(of: engine.catalogs, to: connection)
        } catch {
            throw QueryError(.sql, "the catalog cannot be attached: \(error.message)")
        }
        tables.hasCatalog = true
    }

    /// The message with a name in a resource's service.
    func message(_ name: String, of resource: Resource) throws(QueryError) -> Message? {
        try analyzing { () throws(AnalysisError) in try names.message(name, of: resource) }
    }

    /// The resource that a path names; an error if it names none.
    func knownResource(_ path: [Identifier]) throws(QueryError) -> Resource {
        guard let resource = try resource(named: path) else {
            throw QueryError(
                .unknownName,
                "\(path.dotted) is not a resource",
                range: path.wholeRange,
                help: "a resource is named provider.service.resource"
            )
        }
        return resource
    }

    /// The methods that a path names, and their resource; there is at least one.
    ///
    /// The last part is a name, quoted perhaps with that of the method's collection. The collection
    /// may also be parts of the path: `google.aiplatform.operations.projects.operations.cancel`.
    func methods(named path: [Identifier]) throws(QueryError) -> (Resource, [Method]) {
        let (table, name) = path.splitBeforeMethod
        guard let name, !table.isEmpty, let resource = try resource(named: table) else {
            throw QueryError(
                .unknownName,
                "\(path.dotted) is not the name of a method",
                range: path.wholeRange,
                help: "a method is named provider.service.resource.method"
            )
        }
        let found = resource.methods(named: name.text)
        if !found.isEmpty { return (resource, found) }
        if let problem = try problem(ofMethod: name.text, in: resource) {
            throw QueryError(AnalysisError(leavingOut: name, problem))
        }
        try check(
            name,
            among: name.text.contains(".")
                ? resource.methods.map(\.fullName) : resource.methods.map(\.name),
            .method(resource: resource.id),
            "SHOW METHODS IN \(resource.id) lists them"
        )
        preconditionFailure("a method that is among the names was not found")
    }

    /// The reason for leaving out a method; nil when no document has it.
    private func problem(
        ofMethod name: String,
        in resource: Resource
    ) throws(QueryError) -> CatalogProblem? {
        try engine.reading { (catalogs) throws(CatalogError) in
            try catalogs.problems(of: resource.provider, service: resource.service).first {
                $0.isLeftOut && $0.resource?.isSameName(as: resource.name) == true
                    && $0.method?.isSameName(as: name) == true
            }
        }
    }
}

extension [Identifier] {
    /// The names of a resource, and the method's as one name; nil for an empty path.
    fileprivate var splitBeforeMethod: ([Identifier], Identifier?) {
        guard count > 4 else { return (dropLast(), last) }
        let rest = Array(self[3...])
        return (Array(prefix(3)), Identifier(text: rest.dotted, range: rest.wholeRange))
    }
}
