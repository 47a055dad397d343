import TuneQLJSON
import TuneQLText

/// A registry that publishes an archive for each version of a provider, as StackQL's does.
package struct PublishedRegistry: Sendable, Hashable {
    /// The versions of a provider, the newest first.
    package struct Provider: Sendable, Hashable {
        package var name: String
        package var versions: [String]

        package init(name: String, versions: [String]) {
            self.name = name
            self.versions = versions
        }
    }

    /// The URL below which `dist/` is.
    package let url: String

    /// StackQL's own registry.
    package static let usual = PublishedRegistry(url: "https://registry.stackql.app/providers")

    /// The directories of providers that are not called as these.
    private static let directories = ["google": "googleapis.com"]

    package init(url: String) {
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
    }

    /// The URL of the list of all providers and versions.
    package var listURL: String { "\(url)/dist/providers.yaml" }

    /// The URL of the archive of a version.
    package func archiveURL(of provider: String, version: String) -> String {
        "\(url)/dist/\(Self.directories[provider] ?? provider)/\(version).tgz"
    }

    /// Reads the list of all providers, by name.
    ///
    /// - Throws: ``InstallationError`` for bytes that are no such list.
    package func providers(in list: [UInt8]) throws(InstallationError) -> [Provider] {
        let tree: JSONValue
        do { tree = try JSONValue(document: list, named: listURL) } catch {
            throw InstallationError("\(error)")
        }
        guard let members = tree["providers"]?.object?.members else {
            throw InstallationError("\(listURL) is no list of providers")
        }
        var providers: [Provider] = []
        for member in members {
            let versions = (member.value["versions"]?.array ?? []).compactMap(\.spelling)
            // The names become parts of URLs.
            guard Self.isPlain(member.name), versions.allSatisfy(Self.isPlain) else {
                throw InstallationError("\(listURL) has a provider with the name '\(member.name)'")
            }
            providers.append(
                Provider(
                    name: member.name,
                    versions: versions.sorted { DocumentVersion.isOlder($1, than: $0) }
                )
            )
        }
        return providers.sorted { $0.name < $1.name }
    }

    /// Whether a name is safe as a part of a URL, and of a path.
    static func isPlain(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix(".")
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
                    UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }

    /// The provider's name and the version that a request for it means.
    ///
    /// - Parameters:
    ///   - name: The provider, in any case.
    ///   - version: The version; nil for the newest.
    ///   - providers: The registry's list.
    /// - Returns: A provider with that version alone.
    /// - Throws: ``InstallationError`` when the registry has no such provider or version.
    package func choice(
        of name: String,
        version: String?,
        from providers: [Provider]
    ) throws(InstallationError) -> Provider {
        guard let found = providers.first(where: { $0.name.isSameName(as: name) }) else {
            let names = providers.map(\.name).joined(separator: ", ")
            throw InstallationError("\(url) has no provider '\(name)', only \(names)")
        }
        guard let chosen = version ?? found.versions.first, found.versions.contains(chosen) else {
            let versions = found.versions.joined(separator: ", ")
            throw InstallationError(
                "\(url) has no version '\(version ?? "")' of \(found.name), only \(versions)"
            )
        }
        return Provider(name: found.name, versions: [chosen])
    }

    /// The list as a table.
    package static func text(of providers: [Provider]) -> String {
        let rows = providers.map { [$0.name, $0.versions.first ?? "", "\($0.versions.count)"] }
        return TextTable(rows: [["provider", "newest", "versions"]] + rows, numbers: [2]).text
    }
}
