import TuneQLCatalog

/// The `fields` parameter of a partial response: only what the statement uses.
enum FieldMask {
    /// The mask for a call; nil when the service takes none, or everything is wanted.
    ///
    /// A mask without the page token would end the paging after one page, silently.
    ///
    /// - Parameters:
    ///   - columns: The names of the columns that are wanted, at least one.
    ///   - resource: Whose columns they are.
    ///   - method: The method that is called.
    /// - Returns: The mask's text.
    static func mask(columns: [String], of resource: Resource, calling method: Method) -> String? {
        guard method.hasPartialResponse, columns.count < resource.columns.count else { return nil }
        let names = columns.joined(separator: ",")
        guard !method.itemsPath.isEmpty else { return names }
        let items = "\(method.itemsPath.joined(separator: "/"))(\(names))"
        return method.pagination.map { "\(items),\($0.tokenName)" } ?? items
    }
}
