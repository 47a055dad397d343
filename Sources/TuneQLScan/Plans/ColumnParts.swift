package import TuneQLCatalog

/// The columns of which a statement reads only parts, with the paths to those parts.
package struct ColumnParts: Hashable {
    /// The paths by resource, then by column.
    private var paths: [String: [String: [[String]]]] = [:]

    /// No column is read in parts.
    package init() {}

    /// The paths into columns of a resource; a column without paths is read whole.
    func parts(of resource: Resource) -> [String: [[String]]] { paths[resource.id] ?? [:] }

    /// Adds a path into a column; an empty path reads the whole column.
    package mutating func add(_ path: [String], into column: String, of resource: Resource) {
        var known = paths[resource.id]?[column] ?? []
        if !known.contains(path) { known.append(path) }
        paths[resource.id, default: [:]][column] = known
    }

    /// Removes the paths into columns that are also read whole.
    package mutating func remove(columns names: Set<String>) {
        for (resource, columns) in paths {
            paths[resource] = columns.filter { !names.contains($0.key.lowercased()) }
        }
    }

    /// Removes the paths into columns of a resource whose rows are read whole.
    package mutating func remove(_ resource: Resource) { paths[resource.id] = nil }
}
