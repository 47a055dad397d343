import TuneQLCatalog

extension InstalledProviders {
    /// What became of the documents of one provider.
    package struct Installed: Sendable, Hashable {
        package var provider: String
        package var version: String
        /// The services that can be used, and those that are left out.
        package var services: Int
        package var leftOut: Int

        package init(provider: String, version: String, services: Int, leftOut: Int) {
            self.provider = provider
            self.version = version
            self.services = services
            self.leftOut = leftOut
        }
    }

    /// Installs the newest version of each provider in a directory, and makes it the current one.
    ///
    /// The documents are copied, so that the directory is not needed any more.
    ///
    /// - Parameters:
    ///   - directory: The directory, in the layout of a registry or of a single provider.
    ///   - progress: Is called before each service, with its full name.
    /// - Returns: The providers that were installed.
    /// - Throws: ``InstallationError`` when a provider cannot be read or a file cannot be written.
    package func install(
        directory: String,
        progress: (String) -> Void = { _ in }
    ) throws(InstallationError) -> [Installed] {
        try changing(progress: progress) { () throws(InstallationError) in
            try installProviders(in: directory, progress)
        }
    }

    /// Installs as ``install(directory:progress:)``, within a change of the home.
    func installProviders(
        in directory: String,
        _ progress: (String) -> Void
    ) throws(InstallationError) -> [Installed] {
        var walk: RegistryWalk
        do { walk = RegistryWalk(try RegistryFolder(root: directory)) } catch {
            throw InstallationError("\(error)")
        }
        let readers = walk.providers()
        if let provider = walk.report.providers.first(where: { !$0.isReadable }) {
            let problem = walk.report.problems.first { $0.provider == provider.name }
            throw InstallationError(problem?.description ?? "\(provider.name) cannot be read")
        }
        var installed: [Installed] = []
        for reader in readers { installed.append(try install(reader, progress)) }
        return installed
    }

    private func install(
        _ reader: ProviderReader,
        _ progress: (String) -> Void
    ) throws(InstallationError) -> Installed {
        let provider = reader.document.provider
        let directory = reader.directory.directory
        let name = try Self.pathComponent(provider.name, "name")
        let version = try Self.pathComponent(
            directory.split(separator: "/").last.map(String.init) ?? provider.version,
            "version"
        )
        let staged = try StagedDirectory(for: home.documents(of: name, version: version))
        let source = reader.folder.source
        defer { staged.discard() }
        try FileTree.copy(directory.isEmpty ? source : "\(source)/\(directory)", to: staged.path)
        let services: Int
        do {
            let path = home.catalog(of: name, version: version)
            _ = try RegistryCompiler(root: staged.path).update(path, progress: progress)
            services = try Catalog(.file(path)).serviceNames(of: name).count
        } catch {
            throw InstallationError("\(error)")
        }
        try staged.replace()
        try setCurrent(version, of: name)
        return Installed(
            provider: name,
            version: version,
            services: services,
            leftOut: reader.document.services.count - services
        )
    }

    /// A name from a document that becomes a part of a path.
    static func pathComponent(
        _ name: String,
        _ what: String
    ) throws(InstallationError) -> String {
        let isSafe = name.utf8.allSatisfy { byte in
            byte != UInt8(ascii: "/") && byte > 0x20 && byte != 0x7F
        }
        guard isSafe, !name.isEmpty, !name.hasPrefix("."), name.utf8.count <= 128 else {
            throw InstallationError(
                "provider.yaml has no \(what) that a directory can have: '\(name)'"
            )
        }
        return name
    }
}
