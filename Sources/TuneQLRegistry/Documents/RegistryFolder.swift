/// A folder of provider documents: its providers, and the files that references lead to.
///
/// Paths are relative to ``source``.
struct RegistryFolder: Sendable {
    /// A provider's documents of one version.
    struct Provider: Sendable, Hashable {
        /// The path of the directory with `provider.yaml`; empty for the folder itself.
        var directory: String

        /// The path of `provider.yaml`.
        var document: String { directory.isEmpty ? "provider.yaml" : "\(directory)/provider.yaml" }

        /// The path of a file in the directory.
        func path(_ name: String) -> String { directory.isEmpty ? name : "\(directory)/\(name)" }
    }

    /// The directory that holds the providers' directories.
    let source: String
    /// The newest version of each provider, in the order of their directories.
    let providers: [Provider]

    /// Lists the providers below a registry's root.
    ///
    /// The root holds `src/<provider>/<version>/provider.yaml`; `src` may be left out, and the
    /// root of a single provider may hold `<version>/provider.yaml` or `provider.yaml`.
    ///
    /// - Throws: ``DocumentError`` for a root without providers.
    init(root: String) throws(DocumentError) {
        source = Directory.exists(root + "/src") ? root + "/src" : root
        let names = try Directory.names(at: source)
        if names.contains("provider.yaml") {
            providers = [Provider(directory: "")]
            return
        }
        var providers: [Provider] = []
        for name in names {
            guard let newest = Self.newestVersion(in: "\(source)/\(name)") else { continue }
            providers.append(Provider(directory: "\(name)/\(newest)"))
        }
        if providers.isEmpty, let newest = Self.newestVersion(in: source) {
            providers = [Provider(directory: newest)]
        }
        guard !providers.isEmpty else { throw DocumentError(.noProvider, document: root) }
        self.providers = providers
    }

    private static func newestVersion(in directory: String) -> String? {
        guard !Directory.exists("\(directory)/provider.yaml") else { return nil }
        let versions = (try? Directory.names(at: directory)) ?? []
        return versions.filter { Directory.exists("\(directory)/\($0)/provider.yaml") }
            .max(by: DocumentVersion.isOlder)
    }

    /// The providers that there are, and their versions.
    var identity: String { providers.map(\.directory).joined(separator: "\n") }

    /// The attributes of a document; nil when there is none.
    func stamp(of path: String) -> FileStamp? { FileStamp(of: "\(source)/\(path)") }

    /// The bytes of a document.
    func contents(of path: String) throws(DocumentError) -> [UInt8] {
        do { return try Directory.contents(of: "\(source)/\(path)") } catch {
            throw DocumentError(error.reason, document: path)
        }
    }

    /// Whether a reference's path stays inside of the folder.
    static func isInside(_ path: String) -> Bool {
        // By bytes: to Swift, a slash with a combining mark is another character than a slash.
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return !parts.contains { $0.isEmpty || $0.elementsEqual("..".utf8) }
    }
}

extension RegistryFolder {
    /// The file that a reference leads to.
    ///
    /// References may still name the version that a document was made for, or spell a name in
    /// another case.
    ///
    /// - Parameters:
    ///   - reference: A path from the root of all documents, or from the referring document.
    ///   - provider: The provider that refers to it.
    ///   - document: The document that refers to it.
    /// - Returns: Its path; nil when there is none.
    func path(of reference: String, in provider: Provider, from document: String) -> String? {
        let reference = reference.hasPrefix("./") ? String(reference.dropFirst(2)) : reference
        guard Self.isInside(reference) else { return nil }
        let parts = reference.split(separator: "/").map(String.init)
        let neighbours = document.split(separator: "/").dropLast() + parts.map { Substring($0) }
        let candidates = [
            reference,
            provider.path(parts.dropFirst(2).joined(separator: "/")),
            provider.path("services/\(parts.last ?? "")"),
            neighbours.joined(separator: "/"),
        ].filter { !$0.isEmpty && $0 != provider.directory + "/" }
        return candidates.first { isFile($0) } ?? candidates.lazy.compactMap(caseVariant).first
    }

    private func isFile(_ path: String) -> Bool {
        stamp(of: path) != nil
    }

    /// The one file whose name differs only in case.
    private func caseVariant(of path: String) -> String? {
        let parts = path.split(separator: "/")
        let directory = parts.dropLast().joined(separator: "/")
        guard let last = parts.last, let names = try? Directory.names(at: "\(source)/\(directory)")
        else { return nil }
        let found = names.filter { $0.lowercased() == last.lowercased() }
        guard found.count == 1 else { return nil }
        return directory.isEmpty ? found[0] : "\(directory)/\(found[0])"
    }
}
