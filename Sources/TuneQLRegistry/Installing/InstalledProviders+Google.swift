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
            let provider = DiscoveryReader.provider
            let path = home.catalog(of: provider.name, version: provider.version)
            let outcome = try source.update(path, progress: progress)
            if home.currentVersion(of: provider.name) != provider.version {
                try setCurrent(provider.version, of: provider.name)
            }
            return outcome
        }
    }
}
