package import TuneQLCatalog

/// The providers in a user's home directory of TuneQL: one or more versions each, one of them used.
package struct InstalledProviders: Sendable, Hashable {
    /// A version of a provider.
    package struct Version: Sendable, Hashable {
        package var provider: String
        package var version: String
        /// Whether statements use this version.
        package var isCurrent: Bool
        /// The number of services; nil when the catalog cannot be read.
        package var services: Int?
        /// The size of the catalog in bytes.
        package var size: Int64
    }

    package let home: TuneQLHome

    /// The path of the home directory.
    package var path: String { home.path }

    package init(home: TuneQLHome) {
        self.home = home
    }

    /// Finds the home directory, which need not exist.
    ///
    /// - Parameter environment: The variables of the process.
    /// - Throws: ``InstallationError`` when they name no directory.
    package init(environment: [String: String]) throws(InstallationError) {
        guard let home = TuneQLHome(environment: environment) else {
            throw InstallationError(
                "there is no directory for installed providers; name one in TUNEQL_HOME"
            )
        }
        self.home = home
    }

    /// All versions, by provider, the newest of each first.
    package func versions() -> [Version] {
        home.providers().flatMap { provider in
            let current = home.currentVersion(of: provider)
            return versionNames(of: provider).map { version in
                describe(version, of: provider, isCurrent: version == current)
            }
        }
    }

    func describe(_ version: String, of provider: String, isCurrent: Bool) -> Version {
        let path = home.catalog(of: provider, version: version)
        return Version(
            provider: provider,
            version: version,
            isCurrent: isCurrent,
            services: try? Catalog(.file(path)).serviceNames(of: provider).count,
            size: FileTree.size(of: path) ?? 0
        )
    }

    /// The versions of a provider with a catalog, the newest first.
    func versionNames(of provider: String) -> [String] {
        let suffix = ".catalog"
        let names = (try? FileTree.names(in: "\(home.path)/catalogs/\(provider)")) ?? []
        return names.filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }
            .map { String($0.dropLast(suffix.count)) }
            .sorted { DocumentVersion.isOlder($1, than: $0) }
    }

    /// Makes statements use a version.
    func setCurrent(_ version: String, of provider: String) throws(InstallationError) {
        try FileTree.write("\(version)\n", to: home.currentFile(of: provider))
    }
}
