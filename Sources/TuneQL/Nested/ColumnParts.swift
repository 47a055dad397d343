import TuneQLCatalog

/// The columns of resources of which a statement reads parts alone, with the paths to those parts.
struct ColumnParts: Hashable {
    /// By resource, then by column.
    private var paths: [String: [String: [[String]]]] = [:]

    /// The paths into columns of a resource; a column without is read whole.
    func parts(of resource: Resource) -> [String: [[String]]] { paths[resource.id] ?? [:] }

    /// Notes a path into a column; an empty one reads all of it.
    mutating func add(_ path: [String], into column: String, of resource: Resource) {
        var known = paths[resource.id]?[column] ?? []
        if !known.contains(path) { known.append(path) }
        paths[resource.id, default: [:]][column] = known
    }

    /// Forgets the paths into columns that are also read whole, somewhere.
    mutating func remove(columns names: Set<String>) {
        for (resource, columns) in paths {
            paths[resource] = columns.filter { !names.contains($0.key.lowercased()) }
        }
    }

    /// Forgets the paths into columns of a resource whose rows are read whole.
    mutating func remove(_ resource: Resource) { paths[resource.id] = nil }
}
