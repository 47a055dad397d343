import TuneQLCatalog
import TuneQLJSON

/// What is known about an API, and what its discovery document does not say.
struct DiscoveryFacts: Sendable {
    /// The rate at which the API may be called.
    var quota: QuotaRule?
    /// The tables whose lists have items with all members of a looked-up row.
    var wholeTables: Set<String> = []
    /// Whether a description that begins with "Required." makes a member required.
    ///
    /// Only where that is known to be true of every request that creates the message.
    var trustsRequiredMark = false
    /// Whether methods outside any project repeat those of projects, and never serve statements.
    var hasUnscopedCopies = false

    /// The codes of warnings in lists that say nothing about missing rows.
    static let harmlessWarnings = ["NO_RESULTS_ON_PAGE"]

    /// The methods that respond with an array of the responses that the document describes.
    var streams: Set<String> = []

    /// The facts about the API of this name.
    static func of(_ name: String) -> DiscoveryFacts {
        switch name {
        case "aiplatform":
            DiscoveryFacts(
                quota: QuotaRule(
                    project: "projectsId",
                    location: "locationsId",
                    requestsPerMinute: 600,
                    burst: 300,
                    concurrency: 32
                ),
                wholeTables: ["tuning_jobs", "locations"],
                trustsRequiredMark: true,
                hasUnscopedCopies: true
            )
        case "firestore":
            DiscoveryFacts(streams: ["batchGet", "runQuery", "runAggregationQuery"])
        default: DiscoveryFacts()
        }
    }

    /// Whether a method responds with an array of the responses that the document describes.
    ///
    /// Documents do not tell what streams; most such methods have a name that does.
    func isStream(_ method: DiscoveryMethod) -> Bool {
        if streams.contains(method.name) { return true }
        let isNamedSo = method.name.hasPrefix("stream") || method.name.contains("Streaming")
        return isNamedSo && method.name != "stream" && method.httpMethod == "POST"
    }

    /// Whether requests that create a message must have a member.
    func isRequired(_ property: JSONValue, named name: String) -> Bool {
        let methods = property["annotations"]?["required"]?.array?.compactMap(\.string) ?? []
        if methods.contains(where: { $0.hasSuffix(".insert") || $0.hasSuffix(".create") }) {
            return true
        }
        guard trustsRequiredMark, !["name", "parent"].contains(name) else { return false }
        return property["description"]?.string?.hasPrefix("Required.") ?? false
    }
}
