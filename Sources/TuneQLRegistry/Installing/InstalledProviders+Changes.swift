extension InstalledProviders {
    /// Runs a part that changes the home while no other program does.
    ///
    /// What programs left behind that ended in the middle of a change is removed first.
    ///
    /// - Parameters:
    ///   - progress: Is told when another program is waited for.
    ///   - body: The part that changes the home.
    func changing<Output>(
        progress: (String) -> Void = { _ in },
        _ body: () throws(InstallationError) -> Output
    ) throws(InstallationError) -> Output {
        let lock = try HomeLock(path) { progress("waiting for another tuneql that installs") }
        defer { withExtendedLifetime(lock) {} }
        try removeRemains()
        return try body()
    }

    /// Removes the files of changes that did not come to their end.
    private func removeRemains() throws(InstallationError) {
        for name in Self.names(path) where StagedDirectory.isStaged(name) {
            try FileTree.remove("\(path)/\(name)")
        }
        for provider in Self.names("\(path)/src") {
            try StagedDirectory.recover(in: "\(path)/src/\(provider)")
        }
        for provider in Self.names("\(path)/catalogs") {
            let directory = "\(path)/catalogs/\(provider)"
            for name in Self.names(directory)
            where name != "current" && !name.hasSuffix(".catalog") && name.contains(".new") {
                try FileTree.remove("\(directory)/\(name)")
            }
        }
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
