extension Catalogs {
    /// The names of a service's resources, by name.
    package func resourceNames(
        of provider: String,
        service: String
    ) throws(CatalogError) -> [String] {
        try catalog(of: provider, service: service)?
            .resourceNames(of: provider, service: service) ?? []
    }

    /// The full name of the first resource with this name, of any service; nil when there is none.
    package func resourceID(named name: String) throws(CatalogError) -> String? {
        for catalog in try all() {
            if let id = try catalog.resourceID(named: name) { return id }
        }
        return nil
    }

    /// The full names of resources whose own names begin with a text, ignoring case, by name.
    package func resourceIDs(
        beginning prefix: String,
        limit: Int
    ) throws(CatalogError) -> [String] {
        var ids: [String] = []
        for catalog in try all() {
            ids += try catalog.resourceIDs(beginning: prefix, limit: limit)
        }
        return Set(ids).sorted().prefix(limit).map(\.self)
    }

    /// The names of a service's resources that begin with a text, and their aliases, by name.
    package func resourceNames(
        of provider: String,
        service: String,
        beginning prefix: String,
        limit: Int
    ) throws(CatalogError) -> [String] {
        try catalog(of: provider, service: service)?
            .resourceNames(of: provider, service: service, beginning: prefix, limit: limit) ?? []
    }

    /// The names of the aliases of a service's resources, by name.
    package func aliasNames(
        of provider: String,
        service: String
    ) throws(CatalogError) -> [String] {
        try catalog(of: provider, service: service)?
            .aliasNames(of: provider, service: service) ?? []
    }

    /// The resource of this name or alias, ignoring case; nil when there is none.
    package func resource(
        provider: String,
        service: String,
        name: String
    ) throws(CatalogError) -> Resource? {
        let key = [provider, service, name].map { $0.lowercased() }
        if let known = recent[key] { return known }
        let found = try readResource(provider: provider, service: service, name: name)
        recent[key] = found
        return found
    }

    private func readResource(
        provider: String,
        service: String,
        name: String
    ) throws(CatalogError) -> Resource? {
        for catalog in try catalogs(of: provider) {
            let found = try catalog.resource(provider: provider, service: service, name: name)
            if let found { return found.completed(from: environment) }
            guard try catalog.service(named: service, of: provider) == nil else { return nil }
        }
        return nil
    }

    /// The names of a service's messages, by name.
    package func messageNames(
        of provider: String,
        service: String
    ) throws(CatalogError) -> [String] {
        try catalog(of: provider, service: service)?
            .messageNames(of: provider, service: service) ?? []
    }

    /// The message of exactly this name.
    package func message(
        _ name: String,
        provider: String,
        service: String
    ) throws(CatalogError) -> Message? {
        for catalog in try catalogs(of: provider) {
            let found = try catalog.message(name, provider: provider, service: service)
            if let found { return found }
            guard try catalog.service(named: service, of: provider) == nil else { return nil }
        }
        return nil
    }
}

extension Resource {
    /// The resource with the values of variables as defaults of the parameters that name them.
    fileprivate func completed(from environment: [String: String]) -> Resource {
        var resource = self
        for method in methods.indices {
            for (index, parameter) in methods[method].parameters.enumerated() {
                guard let name = parameter.environmentVariable, let value = environment[name],
                    !value.isEmpty
                else { continue }
                resource.methods[method].parameters[index].defaultValue = value
            }
        }
        return resource
    }
}
