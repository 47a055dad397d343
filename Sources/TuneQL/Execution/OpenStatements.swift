/// The statements of a session whose rows are being read.
struct OpenStatements {
    private var statements: [Int: OpenStatement] = [:]
    /// The number of the newest one.
    private var newest = 0

    var isEmpty: Bool { statements.isEmpty }

    /// The statement with a number; nil once it is closed.
    subscript(id: Int) -> OpenStatement? { statements[id] }

    /// Keeps a statement until its rows are read.
    ///
    /// - Returns: Its number.
    mutating func add(_ statement: OpenStatement) -> Int {
        newest += 1
        statements[newest] = statement
        return newest
    }

    mutating func close(_ id: Int) {
        statements[id] = nil
    }
}
