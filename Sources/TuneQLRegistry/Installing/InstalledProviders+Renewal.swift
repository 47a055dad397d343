import TuneQLCatalog

extension InstalledProviders {
    /// Compiles the documents of an installed catalog that another version of TuneQL compiled.
    ///
    /// - Parameters:
    ///   - path: The catalog's file.
    ///   - progress: Is called before each service, with its full name.
    /// - Throws: ``InstallationError`` when its documents are not here, or nothing can be written.
    package func renew(
        catalog path: String,
        progress: (String) -> Void = { _ in }
    ) throws(InstallationError) {
        try changing(progress: progress) { () throws(InstallationError) in
            // Another program may have done it meanwhile.
            let isCurrent = (try? Catalog(.file(path)).open()) != nil
            guard !isCurrent else { return }
            guard let (provider, version) = TuneQLHome.version(ofCatalog: path),
                path == home.catalog(of: provider, version: version),
                FileTree.isDirectory(home.documents(of: provider, version: version))
            else { throw InstallationError("the documents of \(path) are not installed") }
            do {
                let root = home.documents(of: provider, version: version)
                _ = try RegistryCompiler(root: root).update(path, progress: progress)
            } catch {
                throw InstallationError("\(error)")
            }
        }
    }
}
