import TuneQLCatalog

/// Makes Google's catalog of a directory with discovery documents, reading only what has changed.
package struct GoogleImport: Sendable {
    /// The directory with the documents.
    package var directory: String
    /// The services that the catalog gets; all when it is empty.
    package var services: [String]

    package init(directory: String, services: [String] = []) {
        self.directory = directory
        self.services = services
    }

    /// Raised whenever the same documents are read into another catalog than before.
    private static let readerVersion = "discovery 2"

    private static var provider: Provider { DiscoveryReader.provider }

    /// Makes a file the catalog of the documents as they are now.
    ///
    /// - Parameters:
    ///   - path: The file, which need not exist.
    ///   - progress: Is called before each service, with its full name.
    /// - Returns: What became of the services.
    /// - Throws: ``InstallationError`` when the directory has no such services, or the file cannot
    ///   be written.
    package func update(
        _ path: String,
        progress: (String) -> Void = { _ in }
    ) throws(InstallationError) -> RegistryCompiler.Outcome {
        do {
            let identity = try identity()
            let state = CatalogState(path: path, of: directory, identity: identity)
            if state?.isCurrent ?? false { return .init(isUnchanged: true) }
            return try compile(to: path, identity, state, progress)
        } catch {
            throw error as? InstallationError ?? InstallationError("\(error)")
        }
    }

    /// What the catalog depends on besides the texts of the documents.
    private func identity() throws -> String {
        let names = try Directory.names(at: directory).filter { $0.hasSuffix(".json") }
        return ([Self.readerVersion] + services.map { "service \($0)" } + names)
            .joined(separator: "\n")
    }

    private func compile(
        to path: String,
        _ identity: String,
        _ state: CatalogState?,
        _ progress: (String) -> Void
    ) throws -> RegistryCompiler.Outcome {
        let folder = try DiscoveryFolder(directory)
        let files = try selected(from: folder)
        var writer = try CatalogWriter(path: path)
        var outcome = RegistryCompiler.Outcome()
        try writer.add(Self.provider)
        outcome.leftOut = folder.problems.count
        for problem in folder.problems { try writer.add(problem.catalogProblem) }
        for file in files {
            let service = folder.service(of: file)
            progress("\(service.provider).\(service.name)")
            if try writer.keep(service, file, from: state) {
                outcome.kept += 1
            } else {
                try writer.add(file, of: folder, to: &outcome)
            }
        }
        try writer.addStamps(of: folder, except: files)
        try CatalogState.record(identity, in: writer)
        try writer.finish()
        return outcome
    }

    /// The documents of the services that are asked for.
    private func selected(from folder: DiscoveryFolder) throws -> [DiscoveryFolder.File] {
        guard !folder.files.isEmpty else {
            throw InstallationError("\(directory) has no discovery documents")
        }
        guard !services.isEmpty else { return folder.files }
        var files: [DiscoveryFolder.File] = []
        for service in services {
            let bare = Self.bareName(of: service)
            let found = folder.files.first {
                folder.services.names(of: $0.identity).contains(bare)
            }
            guard let found else {
                throw InstallationError("\(directory) has no document of the service '\(service)'")
            }
            if !files.contains(found) { files.append(found) }
        }
        return files
    }

    /// The name of a service without its provider's, in lower case.
    static func bareName(of service: String) -> String {
        let name = service.lowercased()
        let prefix = "\(provider.name)."
        return name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
    }
}

extension DiscoveryFolder {
    fileprivate func service(of file: File) -> Service {
        Service(
            provider: DiscoveryReader.provider.name,
            name: services[file.identity]?.name ?? file.identity.name,
            version: file.identity.version
        )
    }

    fileprivate func stamp(of name: String, service: String?) -> DocumentStamp? {
        let stamp = FileStamp(of: "\(path)/\(name)")
        guard let bytes = try? Directory.contents(of: "\(path)/\(name)") else { return nil }
        return DocumentStamp(
            name,
            stamp,
            bytes: bytes,
            provider: DiscoveryReader.provider.name,
            service: service
        )
    }
}

extension CatalogWriter {
    /// Takes over a service whose document has not changed; returns false for any other.
    fileprivate mutating func keep(
        _ service: Service,
        _ file: DiscoveryFolder.File,
        from state: CatalogState?
    ) throws -> Bool {
        guard let state, let stamps = state.unchanged(service, document: file.name) else {
            return false
        }
        return try copyService(
            service.name,
            of: service.provider,
            from: state.catalog,
            documents: stamps
        )
    }

    /// Adds the service of a document, or the reason for leaving it out.
    fileprivate mutating func add(
        _ file: DiscoveryFolder.File,
        of folder: DiscoveryFolder,
        to outcome: inout RegistryCompiler.Outcome
    ) throws {
        let service = folder.service(of: file)
        let stamp = folder.stamp(of: file.name, service: service.name)
        do {
            var reading = try folder.reading(of: file, by: DiscoveryReader())
            reading.contents.documents = [stamp].compactMap(\.self)
            reading.contents.problems = reading.problems.map(\.catalogProblem)
            try add(reading.contents)
            outcome.read += 1
        } catch let error as DocumentError {
            outcome.leftOut += 1
            let problem = DocumentProblem(
                provider: service.provider,
                service: service.name,
                error: error
            )
            try add(problem.catalogProblem)
            if let stamp { try add(stamp) }
        }
    }

    /// Records the documents that belong to no service, such as those that are there twice.
    fileprivate func addStamps(
        of folder: DiscoveryFolder,
        except files: [DiscoveryFolder.File]
    ) throws {
        let used = Set(files.map(\.name))
        for name in try Directory.names(at: folder.path)
        where name.hasSuffix(".json") && !used.contains(name) {
            if let stamp = folder.stamp(of: name, service: nil) { try add(stamp) }
        }
    }
}
