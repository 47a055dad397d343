import TuneQLCatalog

/// The messages below a resource's columns and request bodies, in the order of first mention.
struct ReachableMessages {
    private(set) var all: [Message] = []
    private var places: [String: Int] = [:]

    init(of resource: Resource, in catalog: Catalog) throws(CatalogError) {
        let rows = resource.methods(for: .select).compactMap(\.responseMessage)
        var names = resource.columns.compactMap(\.type.message)
        for method in resource.methods where method.verb != .select {
            names += [method.requestMessage, method.responseMessage].compactMap { $0 }
        }
        names.removeAll { rows.contains($0) }
        var next = 0
        while next < names.count {
            let name = names[next]
            next += 1
            let message = try catalog.message(
                name,
                provider: resource.provider,
                service: resource.service
            )
            guard places[name] == nil, let message else { continue }
            places[name] = all.count
            all.append(message)
            names += message.fields.compactMap(\.type.message).filter { !rows.contains($0) }
        }
    }

    subscript(name: String) -> Message? {
        places[name].map { all[$0] }
    }
}
