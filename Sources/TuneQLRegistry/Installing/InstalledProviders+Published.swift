extension InstalledProviders {
    /// Installs an archive that was downloaded.
    ///
    /// - Parameters:
    ///   - archive: The bytes of the archive.
    ///   - url: The URL that it came from, for messages.
    ///   - digest: The SHA-256 that it must have, in hexadecimal digits; nil for any.
    ///   - progress: Is called before each service, with its full name.
    /// - Returns: The providers that were installed.
    /// - Throws: ``InstallationError`` when a provider cannot be read or a file cannot be written.
    package func install(
        archive: [UInt8],
        from url: String,
        digest: String? = nil,
        progress: (String) -> Void = { _ in }
    ) throws(InstallationError) -> [Installed] {
        try changing(progress: progress) { () throws(InstallationError) in
            let directory = try StagedDirectory(for: "\(path)/download")
            defer { directory.discard() }
            let file = "\(directory.path)/archive.tgz"
            try FileTree.create(file, from: archive)
            do throws(InstallationError) {
                return try installArchive(file, digest, progress)
            } catch {
                throw InstallationError(error.message.replacing(file, with: url))
            }
        }
    }
}
