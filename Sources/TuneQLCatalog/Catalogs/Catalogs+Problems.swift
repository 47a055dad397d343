extension Catalogs {
    /// The parts of documents that are left out, of a provider and service or of all.
    ///
    /// An installed catalog that cannot be read is a problem of its own.
    package func problems(
        of provider: String? = nil,
        service: String? = nil
    ) throws(CatalogError) -> [CatalogProblem] {
        var problems: [CatalogProblem] = []
        var described: Set<[String]> = []
        for catalog in try all() where catalog.mayDescribe(provider) {
            do throws(CatalogError) {
                let found = try catalog.problems(of: provider, service: service)
                problems += found.filter { !described.contains($0.serviceKey) }
                described.formUnion(try catalog.serviceKeys())
            } catch {
                guard let name = catalog.provider, let path = catalog.path else { throw error }
                problems.append(
                    CatalogProblem(provider: name, document: path, reason: error.description)
                )
            }
        }
        return problems
    }

    /// The reason for leaving out a resource, or the first of its methods.
    package func problem(
        provider: String,
        service: String,
        resource: String
    ) throws(CatalogError) -> CatalogProblem? {
        if let catalog = try catalog(of: provider, service: service) {
            return try catalog.problem(provider: provider, service: service, resource: resource)
        }
        return try first(of: provider) { (catalog) throws(CatalogError) in
            try catalog.problem(provider: provider, service: service, resource: resource)
        }
    }

    /// The reason for leaving out a whole service.
    package func problem(
        provider: String,
        service: String
    ) throws(CatalogError) -> CatalogProblem? {
        try first(of: provider) { (catalog) throws(CatalogError) in
            try catalog.problem(provider: provider, service: service)
        }
    }
}

extension CatalogProblem {
    fileprivate var serviceKey: [String] {
        [provider.lowercased(), service?.lowercased() ?? ""]
    }
}
