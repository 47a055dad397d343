/// Where REGISTRY LIST finds providers, and what REGISTRY PULL installs them with.
///
/// An engine reads compiled catalogs alone; a program that compiles documents brings this along.
package protocol ProviderRegistry: Sendable {
    /// The providers that can be installed, by name; nil to list those of the catalogs.
    func providers() async throws(QueryError) -> [PublishedProvider]?

    /// Installs a version of a provider, whose catalog is then among the installed ones.
    ///
    /// - Parameters:
    ///   - provider: The name, in any case.
    ///   - version: The version; nil for the newest.
    /// - Returns: What was installed.
    /// - Throws: ``QueryError`` when it cannot be had, or nothing can be written.
    func pull(
        _ provider: String,
        version: String?
    ) async throws(QueryError) -> [PublishedProvider]

    /// Compiles an installed catalog anew that another version of TuneQL compiled.
    ///
    /// - Parameter path: The catalog's file.
    /// - Returns: Whether it can be used now.
    func renew(catalog path: String) -> Bool
}

/// A provider of a registry, and its versions, the newest first.
package struct PublishedProvider: Sendable, Hashable {
    package var name: String
    package var versions: [String]

    package init(name: String, versions: [String]) {
        self.name = name
        self.versions = versions
    }
}
