import TuneQLCatalog

/// The `fields` parameter of a partial response: only what the statement uses.
enum FieldMask {
    /// The mask for a call; nil when the service takes none, or everything is wanted.
    ///
    /// A mask without the page token would end the paging after one page, silently.
    ///
    /// - Parameters:
    ///   - columns: The names of the columns that are wanted, at least one.
    ///   - parts: For columns of which only parts are wanted, the paths to those.
    ///   - resource: Whose columns they are.
    ///   - method: The method that is called.
    /// - Returns: The mask's text.
    static func mask(
        columns: [String],
        parts: [String: [[String]]] = [:],
        of resource: Resource,
        calling method: Method
    ) -> String? {
        let paths = columns.flatMap { column in
            (parts[column] ?? [[]]).map { [column] + $0 }
        }
        guard method.hasPartialResponse,
            columns.count < resource.columns.count || paths.contains(where: { $0.count > 1 })
        else { return nil }
        let names = text(of: paths[...])
        guard !method.itemsPath.isEmpty else { return names }
        let items = "\(method.itemsPath.joined(separator: "/"))(\(names))"
        return method.pagination.map { "\(items),\($0.nextMember)" } ?? items
    }

    /// The names that paths start with, each with what is wanted of it; a path that ends wants all.
    private static func text(of paths: ArraySlice<[String]>) -> String {
        var rest: [String: [[String]]] = [:]
        var names: [String] = []
        for path in paths {
            guard let name = path.first else { continue }
            if rest[name] == nil { names.append(name) }
            rest[name, default: []].append(Array(path.dropFirst()))
        }
        let items = names.map { name in
            let below = rest[name] ?? []
            return below.contains([]) ? name : "\(name)(\(text(of: below[...])))"
        }
        return items.joined(separator: ",")
    }
}
