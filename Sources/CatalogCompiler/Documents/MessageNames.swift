package import TuneQLCatalog
package import TuneQLRegistry

/// The names of a service's messages, without the words that all of Google's have in common.
///
/// `GoogleCloudAiplatformV1TuningJob` is `TuningJob`.
package struct MessageNames: Sendable {
    private var short: [String: String] = [:]

    private static let prefixes = [
        "GoogleLongrunning", "GoogleRpc", "GoogleProtobuf", "GoogleType", "GoogleIamV1",
        "GoogleApi", "GoogleCloudLocation",
    ]

    package init(_ messages: [Message], identity: DiscoveryIdentity) {
        let own = "GoogleCloud" + [identity.name, identity.version].map(\.capitalized).joined()
        let pairs = messages.map { ($0.name, Self.rest(of: $0.name, after: [own] + Self.prefixes)) }
        var counts: [String: Int] = [:]
        for (_, rest) in pairs { counts[rest, default: 0] += 1 }
        for (name, rest) in pairs where counts[rest] == 1 { short[name] = rest }
    }

    /// The short name; a name that would be another's, too, stays as it is.
    package subscript(name: String) -> String { short[name] ?? name }

    private static func rest(of name: String, after prefixes: [String]) -> String {
        for prefix in prefixes where name.hasPrefix(prefix) && name != prefix {
            let rest = name.dropFirst(prefix.count)
            if rest.first?.isUppercase ?? false { return String(rest) }
        }
        return name
    }
}

extension String {
    /// `Aiplatform` for `aiplatform`.
    fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
