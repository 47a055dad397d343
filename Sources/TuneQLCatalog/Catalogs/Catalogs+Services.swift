import TuneQLText

extension Catalogs {
    /// The providers, by name, each as the first catalog describes it.
    ///
    /// An installed catalog that cannot be read is passed over, so that the others can be used.
    package func providers() throws(CatalogError) -> [Provider] {
        var providers: [Provider] = []
        for catalog in try all() {
            do throws(CatalogError) {
                for provider in try catalog.providers()
                where !providers.contains(where: { $0.name.isSameName(as: provider.name) }) {
                    providers.append(provider)
                }
            } catch {
                guard catalog.provider != nil else { throw error }
            }
        }
        return providers.sorted { $0.name.lowercased() < $1.name.lowercased() }
    }

    /// The provider of this name, ignoring case; nil when there is none.
    package func provider(named name: String) throws(CatalogError) -> Provider? {
        try first(of: name) { (catalog) throws(CatalogError) in try catalog.provider(named: name) }
    }

    /// The services of a provider, by name.
    package func services(of provider: String) throws(CatalogError) -> [Service] {
        var services: [String: Service] = [:]
        for catalog in try catalogs(of: provider) {
            for service in try catalog.services(of: provider)
            where services[service.name.lowercased()] == nil {
                services[service.name.lowercased()] = service
            }
        }
        return services.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The service of this name, ignoring case; nil when there is none.
    package func service(
        named name: String,
        of provider: String
    ) throws(CatalogError) -> Service? {
        try first(of: provider) { (catalog) throws(CatalogError) in
            try catalog.service(named: name, of: provider)
        }
    }

    /// The path of the document of a service; nil when the catalog does not record it.
    package func document(of service: Service) throws(CatalogError) -> String? {
        try catalog(of: service.provider, service: service.name)?.document(of: service)
    }

    /// The names of a provider's services, by name.
    package func serviceNames(of provider: String) throws(CatalogError) -> [String] {
        var names: [String: String] = [:]
        for catalog in try catalogs(of: provider) {
            for name in try catalog.serviceNames(of: provider)
            where names[name.lowercased()] == nil {
                names[name.lowercased()] = name
            }
        }
        return names.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The names of a provider's services that begin with a text, ignoring case, by name.
    package func serviceNames(
        of provider: String,
        beginning prefix: String,
        limit: Int
    ) throws(CatalogError) -> [String] {
        var names: [String: String] = [:]
        for catalog in try catalogs(of: provider) {
            for name in try catalog.serviceNames(of: provider, beginning: prefix, limit: limit)
            where names[name.lowercased()] == nil {
                names[name.lowercased()] = name
            }
        }
        return names.sorted { $0.key < $1.key }.prefix(limit).map(\.value)
    }
}
