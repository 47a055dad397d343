import TuneQLCatalog
import TuneQLText

extension Completer {
    /// The providers.
    func providers() throws(CatalogError) -> [Candidate] {
        try names.catalogs.providers().map { Candidate($0.name, .provider, detail: $0.title) }
    }

    /// The names that continue the path of a service, which no dot follows.
    func services(after path: [String], _ prefix: String) throws(CatalogError) -> [Candidate] {
        guard let provider = path.first else { return try providers().map(\.withDot) }
        return try path.count == 1 ? services(of: provider, prefix) : []
    }

    /// The names of tables that continue a path.
    func tables(after path: [String], _ prefix: String) throws(CatalogError) -> [Candidate] {
        switch path.count {
        case 0:
            var found = names.tables.map { Candidate($0.name, .table) }
            if let provider = names.provider {
                found += try services(of: provider, prefix).map(\.withDot)
            }
            found += try providers().map(\.withDot)
            // A full name would only stand in the way of the parts that begin so.
            if found.contains(where: { $0.key.begins(with: prefix) }) { return found }
            return try found + resources(beginning: prefix)
        case 1:
            if let provider = names.provider,
                try names.catalogs.service(named: path[0], of: provider) != nil
            {
                return try resources(of: provider, path[0], prefix)
            }
            return try services(of: path[0], prefix).map(\.withDot)
        case 2: return try resources(of: path[0], path[1], prefix)
        default: return []
        }
    }

    private func services(
        of provider: String,
        _ prefix: String
    ) throws(CatalogError) -> [Candidate] {
        try begun(by: prefix) { (prefix) throws(CatalogError) in
            try names.catalogs.serviceNames(of: provider, beginning: prefix, limit: Self.scanned)
        }.map { Candidate($0, .service) }
    }

    private func resources(
        of provider: String,
        _ service: String,
        _ prefix: String
    ) throws(CatalogError) -> [Candidate] {
        try begun(by: prefix) { (prefix) throws(CatalogError) in
            try names.catalogs.resourceNames(
                of: provider,
                service: service,
                beginning: prefix,
                limit: Self.scanned
            )
        }.map { Candidate($0, .resource) }
    }

    /// The names that begin with a text; all of them where none does, for the words inside of them.
    private func begun(
        by prefix: String,
        _ lookUp: (String) throws(CatalogError) -> [String]
    ) throws(CatalogError) -> [String] {
        let found = try lookUp(prefix)
        return try found.isEmpty && !prefix.isEmpty ? lookUp("") : found
    }

    /// The most names of one level that are read.
    private static let scanned = 1000

    /// The full names of resources whose own name begins with a text of at least two characters.
    private func resources(beginning prefix: String) throws(CatalogError) -> [Candidate] {
        guard prefix.utf8.count > 1 else { return [] }
        return try names.catalogs.resourceIDs(beginning: prefix, limit: Self.limit).map { id in
            var candidate = Candidate(id, .resource)
            candidate.key = String(id.split(separator: ".").last ?? "")
            return candidate
        }
    }

    /// The resource of a path in a statement; nil for another table.
    func resource(_ path: [String]) throws(CatalogError) -> Resource? {
        switch (path.count, names.provider) {
        case (3, _):
            return try names.catalogs.resource(provider: path[0], service: path[1], name: path[2])
        case (2, let provider?):
            return try names.catalogs.resource(provider: provider, service: path[0], name: path[1])
        default: return nil
        }
    }
}

extension Candidate {
    /// The candidate with a dot, after which its parts are named.
    var withDot: Candidate {
        var candidate = self
        candidate.continuation = "."
        return candidate
    }
}
