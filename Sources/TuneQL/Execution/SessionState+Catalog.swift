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

    /// The method that the last part of a path names, and its resource.
    func method(named path: [Identifier]) throws(QueryError) -> (Resource, Method) {
        guard let name = path.last, path.count > 1,
            let resource = try resource(named: path.dropLast())
        else {
            throw QueryError(
                .unknownName,
                "\(path.dotted) is not the name of a method",
                range: path.wholeRange,
                help: "a method is named provider.service.resource.method"
            )
        }
        let found = resource.methods.first { $0.name.lowercased() == name.text.lowercased() }
        if let found { return (resource, found) }
        if let problem = try problem(ofMethod: name.text, in: resource) {
            throw QueryError(AnalysisError(leavingOut: name, problem))
        }
        try check(
            name,
            among: resource.methods.map(\.name),
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
