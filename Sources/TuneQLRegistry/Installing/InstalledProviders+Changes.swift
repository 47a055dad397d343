extension InstalledProviders {
    /// Runs a part that changes the home while no other program does.
    ///
    /// What programs left behind that ended in the middle of a change is removed first.
    ///
    /// - Parameters:
    ///   - progress: Is told when another program is waited for.
    ///   - body: The part that changes the home.
    /// - Returns: What the part returns.
    /// - Throws: The error of the part, or when the home cannot be used.
    func changing<Output>(
        progress: (String) -> Void = { _ in },
        _ body: () throws(InstallationError) -> Output
    ) throws(InstallationError) -> Output {
        let lock = try beginChange(progress)
        defer { withExtendedLifetime(lock) {} }
        return try body()
    }

    /// Begins a change, which ends with the lock.
    func beginChange(_ progress: (String) -> Void) throws(InstallationError) -> HomeLock {
        let lock = try HomeLock(path) { progress("waiting for another tuneql that installs") }
        try removeRemains()
        return lock
    }

    /// Removes the files of changes that did not come to their end.
    private func removeRemains() throws(InstallationError) {
        for name in Self.names(path) where StagedDirectory.isStaged(name) {
            try FileTree.remove("\(path)/\(name)")
        }
        for provider in Self.names("\(path)/src") {
            try StagedDirectory.recover(in: "\(path)/src/\(provider)")
        }
        for kind in ["catalogs", "discovery"] {
            for provider in Self.names("\(path)/\(kind)") {
                let directory = "\(path)/\(kind)/\(provider)"
                for name in Self.names(directory) where Self.isRemains(name) {
                    try FileTree.remove("\(directory)/\(name)")
                }
            }
        }
    }

    /// Whether a name is that of a file which was being written, or of its journal.
    private static func isRemains(_ name: String) -> Bool {
        !name.hasSuffix(".catalog") && !name.hasSuffix(".json") && name.contains(".new")
    }

    private static func names(_ directory: String) -> [String] {
        (try? FileTree.names(in: directory)) ?? []
    }

    /// Makes statements use another installed version of a provider.
    ///
    /// - Parameters:
    ///   - name: The provider, in any case.
    ///   - version: The version.
    /// - Returns: The version that is used now.
    /// - Throws: ``InstallationError`` when there is no such provider or version.
    package func use(_ name: String, version: String) throws(InstallationError) -> Version {
        try changing { () throws(InstallationError) in
            let provider = try installed(name)
            try checkVersion(version, of: provider)
            try setCurrent(version, of: provider)
            return describe(version, of: provider, isCurrent: true)
        }
    }
}
