import TuneQLJSON

/// What a page must give, worked out from the tree of its text.
struct PageOracle: Equatable {
    var rows: [[Cell]]
    var token: String?

    /// A cell as the tree tells it, so that spelling doesn't matter.
    enum Cell: Equatable {
        case absent
        case value(JSONValue)
    }

    init(tree: JSONValue, layout: JSONLayout) throws(JSONError) {
        let wrongShape = JSONError(.wrongShape, at: 0)
        var found = tree
        for case .member(let name) in layout.steps {
            guard let object = found.object else { throw wrongShape }
            found = object[name] ?? .null
            if found == .null { break }
        }
        rows = []
        for item in try Self.items(found, layout) {
            guard let item = item.object else { throw wrongShape }
            rows.append(layout.columns.map { item[$0].map { .value($0) } ?? .absent })
        }
        token = try Self.token(tree, layout)
    }

    private static func items(
        _ found: JSONValue,
        _ layout: JSONLayout
    ) throws(JSONError) -> [JSONValue] {
        if let array = found.array { return array }
        if layout.steps.isEmpty { return [found] }
        guard found == .null else { throw JSONError(.wrongShape, at: 0) }
        return []
    }

    private static func token(
        _ tree: JSONValue,
        _ layout: JSONLayout
    ) throws(JSONError) -> String? {
        guard let path = layout.tokenPath else { return nil }
        var value = tree
        for name in path {
            guard let member = value[name], member != .null else { return nil }
            value = member
        }
        guard let text = value.string else { throw JSONError(.wrongShape, at: 0) }
        return text.isEmpty ? nil : text
    }

    /// Reads all cells of a page.
    init(page: JSONPage) throws(JSONError) {
        rows = []
        for row in 0..<page.count {
            var cells: [Cell] = []
            for column in page.layout.columns.indices {
                cells.append(try Self.cell(page, page.slice(row: row, column: column)))
            }
            rows.append(cells)
        }
        token = page.nextPageToken
    }

    private static func cell(_ page: JSONPage, _ slice: JSONSlice) throws(JSONError) -> Cell {
        var text: [UInt8] = []
        try page.append(slice, to: &text)
        switch slice.kind {
        case .absent: return .absent
        case .string, .escapedString: return .value(.string(String(decoding: text, as: UTF8.self)))
        default: return .value(try JSONValue(parsing: text))
        }
    }
}
