import TuneQLAnalysis
import TuneQLCatalog
import TuneQLSQLite
import TuneQLScan
import TuneQLSyntax
import TuneQLText

/// Runs REGISTRY LIST and REGISTRY PULL.
struct RegistryRunner {
    /// The statement, which reads no resource.
    let statement: AnalyzedStatement

    private var state: SessionState { statement.state }

    // MARK: - LIST

    /// The providers with their newest version, or the versions of one.
    func list(
        _ provider: Identifier?,
        version: Identifier?
    ) async throws(QueryError) -> StatementResult {
        guard let registry = state.engine.registry,
            let published = try await running({ () async throws(QueryError) in
                try await registry.providers()
            })
        else { return try installed(provider, version: version) }
        guard let provider else {
            let rows = published.map { [Value.text($0.name), .text($0.versions.first ?? "")] }
            return Self.result(["provider", "version"], rows)
        }
        guard let found = published.first(where: { $0.name.isSameName(as: provider.text) }) else {
            let nearest = Suggestion.nearest(to: provider.text, among: published.map(\.name))
            throw QueryError(
                .unknownName,
                "the registry has no provider '\(provider.text)'",
                range: provider.range,
                help: nearest.map { "did you mean \($0)?" } ?? "REGISTRY LIST lists the providers"
            )
        }
        if let version, !found.versions.contains(version.text) {
            throw QueryError(
                .unknownName,
                "the registry has no version '\(version.text)' of \(found.name)",
                range: version.range,
                help: "REGISTRY LIST \(found.name) lists the versions"
            )
        }
        let versions = version.map { [$0.text] } ?? found.versions
        return Self.result(
            ["provider", "versions"],
            [[.text(found.name), .text(versions.joined(separator: ", "))]]
        )
    }

    private static func result(_ columns: [String], _ rows: [[Value]]) -> StatementResult {
        StatementResult(columns: columns.map { ResultColumn(name: $0) }, rows: rows)
    }

    /// The providers of the catalogs, or one of them.
    private func installed(
        _ provider: Identifier?,
        version: Identifier?
    ) throws(QueryError) -> StatementResult {
        guard let provider else {
            let sql = "SELECT name AS provider, version FROM catalog.providers ORDER BY name"
            return try CatalogRows(statement: statement).rows(.made(sql))
        }
        try state.checkProvider(provider)
        let isVersion = version.map { " AND version = \($0.text.quotedAsText)" } ?? ""
        let sql = """
            SELECT name AS provider, version AS versions FROM catalog.providers
            WHERE name = \(provider.text.quotedAsText) COLLATE NOCASE\(isVersion)
            """
        return try CatalogRows(statement: statement).rows(.made(sql))
    }

    // MARK: - PULL

    /// Installs a provider; its tables are there for the next statement.
    func pull(
        _ provider: Identifier,
        version: Identifier?
    ) async throws(QueryError) -> StatementResult {
        try checkMayInstall(provider)
        let name = [provider.text, version?.text].compactMap(\.self).joined(separator: " ")
        guard !state.policy.isDryRun else {
            return StatementResult(message: "dry run: \(name) was not installed")
        }
        guard let registry = state.engine.registry else {
            throw QueryError(
                .forbidden,
                "there is no registry to install \(provider.text) from",
                range: provider.range,
                help: "install it beforehand: tuneql registry pull \(name)"
            )
        }
        let pulled = try await running { () async throws(QueryError) in
            try await registry.pull(provider.text, version: version?.text)
        }
        state.forgetResources()
        let lines = pulled.map { provider in
            "\(provider.name) provider, version '\(provider.versions.first ?? "")' "
                + "successfully installed"
        }
        return StatementResult(message: lines.joined(separator: "\n"))
    }

    /// Throws when the session may not change what is installed on the machine.
    private func checkMayInstall(_ provider: Identifier) throws(QueryError) {
        if state.policy.isReadOnly {
            throw QueryError(
                .forbidden,
                "REGISTRY PULL installs a provider, and the session is read-only",
                range: provider.range,
                help: "nothing was installed"
            )
        }
        if !state.engine.allowsFiles {
            throw QueryError(
                .forbidden,
                "REGISTRY PULL is not allowed to write files here",
                range: provider.range,
                help: Functions.filesHelp
            )
        }
        if state.connection.isInTransaction {
            throw QueryError(
                .sql,
                "REGISTRY PULL cannot be part of a transaction",
                range: provider.range,
                help: "COMMIT or ROLLBACK first"
            )
        }
    }

    /// Runs work that ends when the statement is cancelled.
    private func running<Output: Sendable>(
        _ work: @escaping @Sendable () async throws(QueryError) -> Output
    ) async throws(QueryError) -> Output {
        let control = statement.run.control
        let task = Task { () async -> Result<Output, QueryError> in
            do throws(QueryError) { return .success(try await work()) } catch {
                return .failure(error)
            }
        }
        let registration = control.onCancel { task.cancel() }
        defer { registration.remove() }
        let result = await task.value
        if case .failure = result, control.isCancelled { throw .cancelled }
        return try result.get()
    }
}

extension SessionState {
    /// Makes the next statements look up their resources anew.
    fileprivate func forgetResources() {
        engine.catalogs.forget()
        tables.resources = [:]
    }
}
