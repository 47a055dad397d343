import TuneQLJSON

/// Providers: those that are not installed are.
extension StackRun {
    /// Installs the providers of the manifest that are missing.
    ///
    /// - Throws: ``StackError`` for one that cannot be installed.
    package func installProviders() async throws(StackError) {
        guard !manifest.providers.isEmpty else { return }
        let rows = try await statements.rows(of: "SHOW PROVIDERS", auth: nil, variables: [:])
        let known = Set(rows.compactMap { $0["name"]?.string })
        for provider in manifest.providers {
            let parts = provider.split(separator: ":", omittingEmptySubsequences: true)
            guard let name = parts.first.map(String.init), !known.contains(name) else { continue }
            let pull = "REGISTRY PULL \(parts.joined(separator: " "))"
            tell(.info, pull)
            _ = try await statements.rows(of: pull, auth: nil, variables: [:])
        }
    }
}
