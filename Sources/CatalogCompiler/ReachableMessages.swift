import TuneQLCatalog

/// The messages below a resource's columns and the bodies of its described methods, in the order of
/// first mention.
struct ReachableMessages {
    private(set) var all: [Message] = []
    /// The messages of the resource's rows, whose fields are its columns.
    private let rows: Set<String>
    private var places: [String: Int] = [:]

    init(of resource: Resource, in catalog: Catalog) throws(CatalogError) {
        let rows = Set(
            resource.methods(for: .select).filter { !$0.rows.isList }
                .compactMap(\.responseMessage)
        )
        self.rows = rows
        var names = resource.columns.compactMap(\.type.message)
        for method in resource.methods
        where method.verb != .select && !method.description.isEmpty {
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

    /// The heading of a message on the resource's page; nil when the page does not describe it.
    func heading(of name: String) -> String? {
        if rows.contains(name) { return "Columns" }
        return places[name] == nil ? nil : name
    }
}
