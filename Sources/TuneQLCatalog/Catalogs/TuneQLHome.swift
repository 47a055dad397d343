import Glibc

/// The directory of what is installed: documents of providers, and the catalogs made of them.
///
/// ```text
/// src/acme/v1.2.0/provider.yaml …     the documents, in the layout of StackQL's registry
/// catalogs/acme/v1.2.0.catalog        a version, compiled
/// catalogs/acme/current               the version that is used
/// catalogs/google/v1.import           how a catalog without documents here is made again
/// discovery/google/*.json             documents that were downloaded for it
/// ```
package struct TuneQLHome: Sendable, Hashable {
    package var path: String

    package init(path: String) {
        self.path = path
    }

    /// The home of a user: `TUNEQL_HOME`, else `tuneql` in the directory for data of programs.
    ///
    /// - Returns: Nil when the variables name none.
    package init?(environment: [String: String]) {
        if let path = environment["TUNEQL_HOME"], !path.isEmpty {
            self.init(path: path)
        } else if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
            self.init(path: "\(data)/tuneql")
        } else if let home = environment["HOME"], !home.isEmpty {
            self.init(path: "\(home)/.local/share/tuneql")
        } else {
            return nil
        }
    }

    /// The directory with the documents of a version of a provider.
    package func documents(of provider: String, version: String) -> String {
        "\(path)/src/\(provider)/\(version)"
    }

    /// The file of a provider's catalog in a version.
    package func catalog(of provider: String, version: String) -> String {
        "\(path)/catalogs/\(provider)/\(version).catalog"
    }

    /// The provider and version of the catalog in a file of a home; nil for other files.
    package static func version(ofCatalog path: String) -> (provider: String, version: String)? {
        let parts = path.split(separator: "/")
        let suffix = ".catalog"
        guard parts.count > 2, parts[parts.count - 3] == "catalogs", path.hasSuffix(suffix) else {
            return nil
        }
        return (
            String(parts[parts.count - 2]), String(parts[parts.count - 1].dropLast(suffix.count))
        )
    }

    /// The directory with the documents that were downloaded for a provider.
    package func downloads(of provider: String) -> String { "\(path)/discovery/\(provider)" }

    /// The file with the arguments of `tuneql registry import` that made a catalog.
    package func importFile(of provider: String, version: String) -> String {
        "\(path)/catalogs/\(provider)/\(version).import"
    }

    /// The arguments of `tuneql registry import` that made the catalog in a file; nil for others.
    static func importArguments(ofCatalog path: String) -> String? {
        guard version(ofCatalog: path) != nil,
            let text = text(of: path.dropLast("catalog".count) + "import")
        else { return nil }
        return text.split(separator: "\n").first.map(String.init)
    }

    /// The file that holds the version of a provider that is used.
    package func currentFile(of provider: String) -> String {
        "\(path)/catalogs/\(provider)/current"
    }

    /// The version of a provider that is used; nil when none is.
    package func currentVersion(of provider: String) -> String? {
        guard let text = Self.text(of: currentFile(of: provider)) else { return nil }
        let version = text.split(whereSeparator: \.isWhitespace).first.map(String.init)
        guard let version, !version.contains("/") else { return nil }
        return version
    }

    /// The names of the providers with catalogs, by name.
    package func providers() -> [String] {
        DirectoryNames.visible(in: "\(path)/catalogs") ?? []
    }

    /// The catalogs of the providers, each in its current version; none is opened.
    ///
    /// - Parameter renewal: Makes a catalog of another version anew; nil when nothing can do that.
    /// - Returns: The catalogs.
    package func catalogs(renewal: Catalog.Renewal? = nil) -> [Catalog] {
        providers().compactMap { provider in
            currentVersion(of: provider).map { version in
                let path = catalog(of: provider, version: version)
                return Catalog(.file(path), of: provider, renewal: renewal)
            }
        }
    }

    /// A small text; nil when the file cannot be read.
    private static func text(of path: some StringProtocol) -> String? {
        let path = String(path)
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 8192)
        let count = read(file, &bytes, bytes.count)
        guard count > 0 else { return nil }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }
}
