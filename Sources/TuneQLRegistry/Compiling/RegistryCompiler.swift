import TuneQLCatalog

/// Compiles the documents of a registry into a file, reading again only those that have changed.
///
/// The file is written aside and takes the place of the old one when it is whole, so that programs
/// which read it, or compile it at the same time, never see a part of it.
package struct RegistryCompiler {
    /// What became of the services.
    package struct Outcome: Sendable, Hashable {
        /// The services that were read, those that were taken over, and those that are left out.
        package var read: Int
        package var kept: Int
        package var leftOut: Int
        /// Whether the file was current, so that nothing was done.
        package var isUnchanged: Bool

        package init(read: Int = 0, kept: Int = 0, leftOut: Int = 0, isUnchanged: Bool = false) {
            self.read = read
            self.kept = kept
            self.leftOut = leftOut
            self.isUnchanged = isUnchanged
        }
    }

    private let folder: RegistryFolder

    /// Lists the providers below a registry's root.
    ///
    /// - Throws: ``RegistryError`` for a directory without any provider.
    package init(root: String) throws(RegistryError) {
        do { folder = try RegistryFolder(root: root) } catch { throw RegistryError("\(error)") }
    }

    /// Whether a file is the catalog of the documents as they are now, by their attributes.
    package func isCurrent(_ path: String) -> Bool {
        state(of: path)?.isCurrent ?? false
    }

    private func state(of path: String) -> CatalogState? {
        CatalogState(path: path, of: folder.source, identity: folder.identity)
    }

    /// Makes a file the catalog of the documents as they are now.
    ///
    /// - Parameters:
    ///   - path: The file, which need not exist.
    ///   - progress: Is called before each service, with its full name.
    /// - Returns: What became of the services.
    /// - Throws: ``RegistryError`` when the file cannot be written, or no provider can be read.
    package func update(
        _ path: String,
        progress: (String) -> Void = { _ in }
    ) throws(RegistryError) -> Outcome {
        let state = state(of: path)
        if state?.isCurrent ?? false { return Outcome(isUnchanged: true) }
        do {
            return try compile(to: path, state, progress)
        } catch {
            throw RegistryError("\(error)")
        }
    }

    private func compile(
        to path: String,
        _ state: CatalogState?,
        _ progress: (String) -> Void
    ) throws -> Outcome {
        var walk = RegistryWalk(folder, areStamped: true)
        let readers = walk.providers()
        guard !readers.isEmpty else {
            throw RegistryError(walk.report.problems.first.map { "\($0)" } ?? "no provider")
        }
        var writer = try CatalogWriter(path: path)
        var outcome = Outcome()
        for problem in walk.report.problems { try writer.add(problem.catalogProblem) }
        for reader in readers {
            try writer.add(reader.document.provider)
            if let stamp = reader.stamp { try writer.add(stamp) }
            let old = state.flatMap {
                $0.isUnchanged(provider: reader.directory.document) ? $0 : nil
            }
            for entry in reader.document.services {
                progress("\(entry.service.provider).\(entry.service.name)")
                if let old, try writer.keep(entry, by: reader, from: old) {
                    outcome.kept += 1
                } else {
                    try writer.add(walk.read(entry, by: reader), to: &outcome)
                }
            }
        }
        try CatalogState.record(folder.identity, in: writer)
        try writer.finish()
        return outcome
    }
}

extension CatalogWriter {
    /// Adds what became of a service's documents.
    fileprivate mutating func add(
        _ result: RegistryWalk.Outcome,
        to outcome: inout RegistryCompiler.Outcome
    ) throws(CatalogError) {
        switch result {
        case .read(let reading):
            outcome.read += 1
            try add(reading.contents)
        case .leftOut(let problem, let stamps):
            outcome.leftOut += 1
            try add(problem.catalogProblem)
            for stamp in stamps { try add(stamp) }
        }
    }

    /// Takes over a service whose documents have not changed; returns false for any other.
    fileprivate mutating func keep(
        _ entry: ProviderDocument.Entry,
        by reader: ProviderReader,
        from old: CatalogState
    ) throws(CatalogError) -> Bool {
        let service = entry.service
        guard let stamps = old.unchanged(service, document: reader.path(of: entry)) else {
            return false
        }
        let isThere = try copyService(
            service.name,
            of: service.provider,
            from: old.catalog,
            documents: stamps
        )
        if isThere { return true }
        for problem in try old.catalog.problems(of: service.provider, service: service.name) {
            try add(problem)
        }
        for stamp in stamps { try add(stamp) }
        return true
    }
}
