extension InstalledProviders {
    /// Installs what is in a directory or an archive.
    ///
    /// - Parameters:
    ///   - source: The path of either.
    ///   - digest: The SHA-256 that an archive must have, in hexadecimal digits; nil for any.
    ///   - progress: Is called before each service, with its full name.
    /// - Returns: The providers that were installed.
    /// - Throws: ``InstallationError`` when a provider cannot be read or a file cannot be written.
    package func install(
        _ source: String,
        digest: String? = nil,
        progress: (String) -> Void = { _ in }
    ) throws(InstallationError) -> [Installed] {
        guard !FileTree.isDirectory(source) else {
            guard digest == nil else {
                throw InstallationError("\(source) is a directory, which has no digest")
            }
            return try install(directory: source, progress: progress)
        }
        return try changing(progress: progress) { () throws(InstallationError) in
            try installArchive(source, digest, progress)
        }
    }

    /// Installs an archive, within a change of the home.
    func installArchive(
        _ source: String,
        _ digest: String?,
        _ progress: (String) -> Void
    ) throws(InstallationError) -> [Installed] {
        let archive = Archive(path: source)
        if let digest { try archive.check(digest) }
        let unpacked = try StagedDirectory(for: "\(path)/archive")
        defer { unpacked.discard() }
        try archive.unpack(into: unpacked.path)
        do {
            return try installProviders(in: unpacked.path, progress)
        } catch {
            throw InstallationError(error.message.replacing(unpacked.path, with: source))
        }
    }
}
