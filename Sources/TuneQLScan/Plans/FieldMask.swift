import TuneQLCalls
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
        let rows = method.rows
        guard method.hasPartialResponse, method.wrapper == nil, rows.form != .contents else {
            return nil
        }
        let paths = wanted(columns, of: method).flatMap { column in
            (parts[column] ?? [[]]).map { [column] + $0 }
        }
        guard columns.count < resource.columns.count || paths.contains(where: { $0.count > 1 })
        else { return nil }
        let names = rows.form == .objects ? text(of: paths[...]) : ""
        let beside = ([method.pagination?.nextPath].compactMap(\.self) + method.pageMembers)
            .map { $0.joined(separator: "/") }
        let masks = ([mask(of: names, at: rows)] + beside + scopeWarnings(method))
            .filter { !$0.isEmpty }
        return masks.isEmpty ? nil : masks.joined(separator: ",")
    }

    /// The columns that rows of the method can have, at least one where any are known.
    ///
    /// A table has the columns of all its methods; services refuse masks with unknown names.
    private static func wanted(_ columns: [String], of method: Method) -> [String] {
        let columns = columns.filter { $0 != method.rows.scopeColumn }
        let known = method.rowNames
        guard !known.isEmpty, !columns.isEmpty else { return columns }
        let wanted = columns.filter(known.contains)
        return wanted.isEmpty ? Array(known.prefix(1)) : wanted
    }

    /// The codes of the warnings beside the rows of each scope; a page may have a hundred of them.
    private static func scopeWarnings(_ method: Method) -> [String] {
        guard let warning = method.warning, warning.isOfScopes else { return [] }
        var scopes = method.rows
        scopes.steps = scopes.steps.dropLast() + [.member(warning.name)]
        return [mask(of: "", at: scopes) + "/code"]
    }

    /// The mask for some members of the rows; all of them without names.
    private static func mask(of names: String, at rows: RowSource) -> String {
        let place = rows.steps.map { (step) -> String in
            switch step {
            case .member(let name): name
            case .everyValue: "*"
            }
        }
        .joined(separator: "/")
        guard !place.isEmpty, !names.isEmpty else { return place + names }
        return "\(place)(\(names))"
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
