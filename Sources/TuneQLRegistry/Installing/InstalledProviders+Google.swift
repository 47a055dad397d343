import TuneQLCatalog

extension InstalledProviders {
    /// Installs Google's services from a directory of discovery documents.
    ///
    /// - Parameters:
    ///   - source: The directory and the services.
    ///   - progress: Is called before each service, with its full name.
    /// - Returns: What became of the services.
    /// - Throws: ``InstallationError`` when nothing can be read or written.
    package func install(
        _ source: GoogleImport,
        progress: (String) -> Void = { _ in }
    ) throws(InstallationError) -> RegistryCompiler.Outcome {
        try changing(progress: progress) { () throws(InstallationError) in
            try importGoogle(source, from: source.directory, progress)
        }
    }

    /// Installs Google's services from the discovery documents of a server, which are kept.
    ///
    /// - Parameters:
    ///   - url: The URL of the server's list of documents.
    ///   - services: The services; all when it is empty.
    ///   - progress: Is called before each service, with its full name.
    ///   - download: Brings the documents up to date.
    /// - Returns: What became of the services.
    /// - Throws: ``InstallationError`` when nothing can be read or written; errors of the download.
    package func installGoogle(
        from url: String,
        services: [String],
        progress: (String) -> Void = { _ in },
        download: (inout DownloadedDocuments) async throws -> Void
    ) async throws -> RegistryCompiler.Outcome {
        let lock = try beginChange(progress)
        defer { withExtendedLifetime(lock) {} }
        var documents = try DownloadedDocuments(
            home.downloads(of: DiscoveryReader.provider.name),
            from: url
        )
        try await download(&documents)
        let source = GoogleImport(directory: documents.path, services: services)
        return try importGoogle(source, from: url, progress)
    }

    private func importGoogle(
        _ source: GoogleImport,
        from place: String,
        _ progress: (String) -> Void
    ) throws(InstallationError) -> RegistryCompiler.Outcome {
        let provider = DiscoveryReader.provider
        let path = home.catalog(of: provider.name, version: provider.version)
        let outcome = try source.update(path, progress: progress)
        let options = source.services.map { " --service \($0)" }.joined()
        try FileTree.write(
            "\(provider.name) --from \(Self.quoted(place))\(options)\n",
            to: home.importFile(of: provider.name, version: provider.version)
        )
        if home.currentVersion(of: provider.name) != provider.version {
            try setCurrent(provider.version, of: provider.name)
        }
        return outcome
    }

    /// A path or URL as a word of a shell's command.
    private static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "-")...UInt8(ascii: ":"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        return isPlain ? text : "'\(text.replacing("'", with: #"'\''"#))'"
    }
}
