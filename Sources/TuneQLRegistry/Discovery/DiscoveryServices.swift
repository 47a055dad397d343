/// The services that the discovery documents of a folder become, by their names and versions.
///
/// Of several versions of an API one is the default: `google.compute`. The others have their
/// version in the name, `google.compute_beta`, by which the default is found as well. Versions such
/// as `directory_v1` belong to an API of their own: `google.admin_directory`.
package struct DiscoveryServices: Sendable {
    /// The names of one service.
    package struct Names: Sendable, Hashable {
        package var name: String
        /// The other names by which it is found.
        package var aliases: [String]

        package init(name: String, aliases: [String]) {
            self.name = name
            self.aliases = aliases
        }
    }

    private var names: [DiscoveryIdentity: Names] = [:]

    /// The versions that StackQL's documents describe, where a newer one is another API.
    private static let conventional = ["dns": "v1", "iam": "v1", "metastore": "v1"]
    /// The names of StackQL's services for versions that are not the default.
    private static let otherNames = [
        DiscoveryIdentity(name: "iam", version: "v2"): "iamv2",
        DiscoveryIdentity(name: "iam", version: "v2beta"): "iamv2beta",
        DiscoveryIdentity(name: "speech", version: "v2"): "speechv2",
    ]

    /// Chooses the names of all services.
    ///
    /// - Parameters:
    ///   - identities: The names and versions of the documents.
    ///   - preferred: Those that Google's directory prefers; none when it is not known.
    package init(
        _ identities: some Sequence<DiscoveryIdentity>,
        preferred: Set<DiscoveryIdentity> = []
    ) {
        let identities = Set(identities)
        for (_, versions) in Dictionary(grouping: identities, by: \.family) {
            let best = Self.best(of: versions, preferred: preferred)
            for identity in versions { add(identity, isDefault: identity == best) }
        }
        for (name, versions) in Dictionary(grouping: identities, by: \.name)
        where !versions.contains(where: { $0.family == name }) {
            guard let best = Self.best(of: versions, preferred: preferred) else { continue }
            names[best]?.aliases.append(name.lowercased())
        }
    }

    /// The names of a document's service; nil for one that was not among those given.
    package subscript(identity: DiscoveryIdentity) -> Names? { names[identity] }

    private mutating func add(_ identity: DiscoveryIdentity, isDefault: Bool) {
        let versioned = DiscoveryNames.snakeCase(
            identity.name.lowercased() + "_" + identity.version
        )
        let others = [Self.otherNames[identity]].compactMap(\.self)
        names[identity] =
            isDefault
            ? Names(name: identity.family.lowercased(), aliases: [versioned] + others)
            : Names(name: versioned, aliases: others)
    }

    private static func best(
        of versions: [DiscoveryIdentity],
        preferred: Set<DiscoveryIdentity>
    ) -> DiscoveryIdentity? {
        versions.max { first, second in
            first.rank(preferred, conventional) < second.rank(preferred, conventional)
        }
    }
}

extension DiscoveryIdentity {
    /// The API that the version belongs to: `admin_directory` for `directory_v1` of `admin`.
    fileprivate var family: String {
        guard let underscore = version.lastIndex(of: "_") else { return name }
        return name + "_" + version[..<underscore]
    }

    /// The order of versions, in which the last is the best.
    fileprivate func rank(
        _ preferred: Set<DiscoveryIdentity>,
        _ conventional: [String: String]
    ) -> VersionRank {
        let own = version.split(separator: "_").last.map(String.init) ?? version
        let isBeta = own.contains("beta") || own.contains("preview")
        return VersionRank(
            choice: preferred.contains(self) ? 2 : conventional[name] == version ? 1 : 0,
            stability: own.contains("alpha") ? 0 : isBeta ? 1 : 2,
            numbers: own.split { !$0.isNumber }.compactMap { Int($0) },
            text: version
        )
    }
}

private struct VersionRank: Comparable {
    var choice: Int
    var stability: Int
    var numbers: [Int]
    var text: String

    static func < (first: VersionRank, second: VersionRank) -> Bool {
        if first.choice != second.choice { return first.choice < second.choice }
        if first.stability != second.stability { return first.stability < second.stability }
        if first.numbers != second.numbers {
            return first.numbers.lexicographicallyPrecedes(second.numbers)
        }
        return first.text > second.text
    }
}
