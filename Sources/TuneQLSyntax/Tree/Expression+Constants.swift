import TuneQLText

extension Expression {
    /// Whether its value depends on nothing but its text.
    ///
    /// Variables, tables, files and chance decide others.
    package var dependsOnTextAlone: Bool {
        var dependsOnTextAlone = true
        walk(in: TreeScope()) { node, _ in
            guard case .expression(let expression) = node else {
                dependsOnTextAlone = false
                return
            }
            switch expression.kind {
            case .variable: dependsOnTextAlone = false
            case .function(let call) where Self.impure.contains(call.name.text.asciiLowercased):
                dependsOnTextAlone = false
            default: break
            }
        }
        return dependsOnTextAlone
    }

    private static let impure: Set = [
        "changes", "last_insert_rowid", "random", "randomblob", "readfile", "total_changes",
    ]
}
