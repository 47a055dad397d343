package import TuneQLSyntax

extension Session {
    /// Finds the mistakes in a text of statements, without running any of them.
    ///
    /// Names, parameters, types and values are compared with the catalog and with what the
    /// session has; each statement sees the tables, views and settings that those before it make.
    /// Nothing is called, written or kept, and no credentials are needed. Variables may have any
    /// value.
    ///
    /// ```swift
    /// let found = await session.check(
    ///     """
    ///     SELECT nmae FROM google.aiplatform.tuning_jobs
    ///     WHERE projectsId = :project AND locationsId = 'us-central1';
    ///     """
    /// )
    /// mistakes = found.map { "\($0.code): \($0.message)" }
    /// ```
    ///
    /// - Parameter text: The statements.
    /// - Returns: All mistakes, in the order of the text.
    public func check(_ text: String) -> [Diagnostic] {
        check([TemplateMask(plain: text)])[0]
    }

    /// Finds the mistakes in texts that are run one after another.
    ///
    /// Their placeholders may have any value.
    ///
    /// - Parameter texts: The texts, with variables in place of values.
    /// - Returns: All mistakes of each, in its order.
    package func check(_ texts: [TemplateMask]) -> [[Diagnostic]] {
        do throws(QueryError) {
            let checker = StatementChecker(try scratchState())
            return texts.map { checker.diagnostics(of: $0) }
        } catch {
            return texts.map { _ in [Diagnostic(error)] }
        }
    }
}
