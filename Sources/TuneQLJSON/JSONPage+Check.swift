extension JSONPage {
    /// Checks the contents of the cells, which are only skipped when the page is made.
    ///
    /// - Throws: ``JSONError`` for the first cell that ``append(_:to:)`` would fail for.
    package func checkCells() throws(JSONError) {
        var scratch: [UInt8] = []
        for row in 0..<count {
            for column in layout.columns.indices {
                let slice = slice(row: row, column: column)
                switch slice.kind {
                case .object, .array:
                    if isMinified(slice) { continue }
                case .escapedString: break
                default: continue
                }
                scratch.removeAll(keepingCapacity: true)
                try append(slice, to: &scratch)
            }
        }
    }
}
