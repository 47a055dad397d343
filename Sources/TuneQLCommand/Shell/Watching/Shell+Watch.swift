import TuneQL

/// `.watch`, and `\watch` at the end of a statement.
extension Shell {
    /// Watches a statement.
    ///
    /// - Parameters:
    ///   - arguments: The options, and after `.watch` the statement.
    ///   - statement: The statement before `\watch`; nil after `.watch`.
    ///   - line: The statement's line.
    /// - Returns: What follows.
    /// - Throws: ``ClosedPipe`` and other errors of writing.
    func watch(_ arguments: String, _ statement: String?, line: Int) async throws -> Flow {
        do {
            var rest = ""
            let options = try WatchOptions(arguments, statement: &rest)
            if options.command != nil { try checkFiles() }
            if statement != nil, !rest.isEmpty {
                throw MetaError(#"\watch stands at the end of a statement, before '"# + rest + "'")
            }
            guard let text = statement ?? (rest.isEmpty ? last : rest) else {
                throw MetaError("no statement has been run yet", help: ".watch 5 SELECT …")
            }
            last = text
            let code = try await Watcher(runner, options, text: text).run()
            return outcome(of: code)
        } catch let error as MetaError {
            return fail(error, line: line)
        } catch let error as ScriptError {
            printMessage(error.report)
            return outcome(of: error.error.code.exitCode)
        }
    }
}
