import TuneQLCatalog
import TuneQLText

extension InstalledProviders {
    /// What was removed, and what is used in its place.
    package struct Removal: Sendable, Hashable {
        package var provider: String
        package var versions: [String]
        /// The version that is used from now on; nil when none is left.
        package var current: String?

        package init(provider: String, versions: [String], current: String? = nil) {
            self.provider = provider
            self.versions = versions
            self.current = current
        }
    }

    /// Removes the catalog and the documents of a provider.
    ///
    /// - Parameters:
    ///   - name: The provider, in any case.
    ///   - version: The only version to remove; nil for all.
    /// - Returns: What was removed.
    /// - Throws: ``InstallationError`` when there is no such provider or version.
    package func remove(
        _ name: String,
        version: String? = nil
    ) throws(InstallationError) -> Removal {
        try changing { () throws(InstallationError) in
            let provider = try installed(name)
            if let version { try checkVersion(version, of: provider) }
            return try remove(versions: version.map { [$0] }, of: provider)
        }
    }

    private func remove(
        versions: [String]?,
        of provider: String
    ) throws(InstallationError) -> Removal {
        let all = versionNames(of: provider)
        let removed = versions ?? all
        let rest = all.filter { !removed.contains($0) }
        let current = home.currentVersion(of: provider)
        // First, so that no version is used which is removed already.
        if let next = rest.first {
            if current.map(removed.contains) ?? true { try setCurrent(next, of: provider) }
        } else {
            try FileTree.remove(home.currentFile(of: provider))
        }
        for version in removed {
            try FileTree.remove(home.catalog(of: provider, version: version))
            try FileTree.remove(home.documents(of: provider, version: version))
            let file = home.importFile(of: provider, version: version)
            if FileTree.exists(file) { try FileTree.remove(home.downloads(of: provider)) }
            try FileTree.remove(file)
        }
        if rest.isEmpty {
            try FileTree.remove("\(home.path)/catalogs/\(provider)")
            try FileTree.remove("\(home.path)/src/\(provider)")
        }
        return Removal(
            provider: provider,
            versions: removed,
            current: rest.isEmpty ? nil : home.currentVersion(of: provider)
        )
    }

    /// Throws when a version of a provider is not installed.
    func checkVersion(_ version: String, of provider: String) throws(InstallationError) {
        let all = versionNames(of: provider)
        guard !all.contains(version) else { return }
        throw InstallationError(
            "\(provider) has no version '\(version)', only \(all.joined(separator: ", "))"
        )
    }

    /// The name of an installed provider, as its directory spells it.
    func installed(_ name: String) throws(InstallationError) -> String {
        let names = home.providers()
        if let found = names.first(where: { $0.isSameName(as: name) }) { return found }
        let list = names.isEmpty ? "none is" : names.joined(separator: ", ") + " are"
        throw InstallationError(
            "the provider '\(name)' is not installed; \(list)"
        )
    }
}
