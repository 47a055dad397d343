import TuneQLJSON

/// Reads any bytes as a page: what the tree parser takes, the page takes with equal cells.
func fuzzJSON(_ input: [UInt8]) {
    let layout = JSONLayout(itemsPath: ["items"], columns: ["name", "value"])
    let tree = try? JSONValue(parsing: input)
    guard let page = try? JSONPage(input, layout: layout) else { return }
    var cell: [UInt8] = []
    for row in 0..<page.count {
        for column in 0..<2 {
            let slice = page.slice(row: row, column: column)
            cell.removeAll()
            do {
                try page.append(slice, to: &cell)
            } catch {
                precondition(tree == nil, "a cell of valid JSON cannot be read")
            }
        }
    }
    if let tree, let items = tree["items"]?.array {
        precondition(items.count == page.count, "rows were lost or made up")
    }
}
