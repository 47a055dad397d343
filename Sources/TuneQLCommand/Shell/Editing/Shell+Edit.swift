import TuneQLSyntax

/// `.edit`: statements in the user's editor.
extension Shell {
    func performEdit(_ arguments: [String]) async throws -> Flow {
        if let file = arguments.first {
            try Editor.edit(path(of: file))
            return try await performRead([file])
        }
        let edited = try Editor.edited(entered.isEmpty ? last ?? "" : entered.text)
        // Ctrl-C in the editor was for the editor.
        _ = interruption.takePending()
        guard let edited, !edited.isEmpty else {
            entered.clear()
            return .next
        }
        printMessage(edited, shorteningNames: false)
        entered.replace(with: edited)
        remember(edited)
        guard StatementReader.isComplete(edited) else { return .next }
        return try await runEntered(nil)
    }
}
