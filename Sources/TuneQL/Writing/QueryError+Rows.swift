extension QueryError {
    /// The error of a row among several: which rows were done, which failed, which were not tried.
    func inRow(_ index: Int, of count: Int, done: String, names: [String]) -> QueryError {
        guard count > 1 else { return self }
        var error = self
        let before =
            index == 0
            ? "no row was \(done) before it"
            : (index == 1 ? "row 1 was" : "rows 1 to \(index) were") + " \(done)"
                + (names.isEmpty ? "" : ": \(NameList.text(names))")
        let after =
            switch count - index - 1 {
            case 0: ""
            case 1: "; row \(count) was not tried"
            default: "; rows \(index + 2) to \(count) were not tried"
            }
        error.message = "row \(index + 1) of \(count): \(message)"
        error.help = ["\(before)\(after)", help].compactMap { $0 }.joined(separator: "; ")
        return error
    }
}
