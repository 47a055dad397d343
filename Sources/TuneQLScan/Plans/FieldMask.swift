package import TuneQLCatalog

/// The `fields` parameter, which requests only the fields that a statement uses.
package enum FieldMask {
    /// The mask for a call; nil if the service accepts none, or all fields are used.
    ///
    /// A mask without the page token would silently end the paging after one page.
    ///
    /// - Parameters:
    ///   - columns: The names of the columns that are used, at least one.
    ///   - parts: The paths to the parts of columns that are not used as a whole.
    ///   - resource: The resource of the columns.
    ///   - method: The method that is called.
    /// - Returns: The mask's text.
    package static func mask(
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
        guard method.rows.isList else { return names }
        let items = "\(method.rows.memberNames.joined(separator: "/"))(\(names))"
        return method.pagination?.nextMember.map { "\(items),\($0)" } ?? items
    }

    /// The first names of the paths, each with its own mask; a path that ends selects everything.
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
