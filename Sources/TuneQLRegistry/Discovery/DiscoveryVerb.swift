import TuneQLCatalog
import TuneQLJSON

/// The verb of a method, by its name first and its HTTP method second.
enum DiscoveryVerb {
    private static let reading: Set<String> = [
        "get", "list", "aggregated", "search", "fetch", "retrieve", "query", "lookup", "find",
        "read", "access", "count", "calculate", "aggregate", "collect", "bulkList", "batchGet",
        "batchRead", "enumerate", "describe", "show", "summarize", "check", "view", "download",
        "export",
    ]
    private static let readingByPost: Set<String> = [
        "get", "list", "aggregated", "search", "fetch", "lookup", "batchGet",
    ]
    private static let deleting: Set<String> = ["delete", "remove", "destroy"]

    /// The names of methods that a verb is usually called by, the best first.
    static let canonical: [Verb: [String]] = [
        .select: ["get", "list", "aggregatedList"], .insert: ["insert", "create"],
        .update: ["patch", "update"], .replace: ["update", "replace", "setIamPolicy"],
        .delete: ["delete", "remove"],
    ]

    /// The verb of a method.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - hasPatch: Whether its collection has a method `patch`, too.
    ///   - isOperation: Whether it returns a long-running operation.
    /// - Returns: EXEC for a method that no other statement may call.
    static func verb(of method: DiscoveryMethod, hasPatch: Bool, isOperation: Bool) -> Verb {
        let word = DiscoveryNames.firstWord(of: method.name)
        switch method.httpMethod {
        case "GET": return isReading(method.name, word) ? .select : .exec
        case "POST": return verb(ofPost: method, word, isOperation: isOperation)
        case "PATCH": return ["patch", "update"].contains(word) ? .update : .exec
        case "PUT": return verb(ofPut: method, word, hasPatch: hasPatch)
        case "DELETE": return word == "drop" || deleting.contains(word) ? .delete : .exec
        default: return .exec
        }
    }

    /// Some older names are in lower case throughout: `listposdataproviders`.
    private static func isReading(_ name: String, _ word: String) -> Bool {
        reading.contains(word) || name.lowercased().hasPrefix("get")
            || name.lowercased().hasPrefix("list")
    }

    private static func verb(
        ofPost method: DiscoveryMethod,
        _ word: String,
        isOperation: Bool
    ) -> Verb {
        if method.name == "setIamPolicy" || word == "replace" { return .replace }
        switch word {
        case "insert", "create", "add", "batchCreate", "bulkInsert":
            return .insert
        case "update", "patch", "batchUpdate": return .update
        case _ where deleting.contains(word): return .delete
        case _ where readingByPost.contains(word) && method.response != nil && !isOperation:
            return .select
        default: return .exec
        }
    }

    private static func verb(
        ofPut method: DiscoveryMethod,
        _ word: String,
        hasPatch: Bool
    ) -> Verb {
        switch word {
        case "create", "insert": return .insert
        case "update" where !hasPatch && method.maskParameter != nil: return .update
        case "update", "replace", "set": return .replace
        default: return .exec
        }
    }
}

extension DiscoveryMethod {
    /// The query parameter that names the fields that an update changes; nil when there is none.
    var maskParameter: String? {
        parameters.first {
            $0.value["format"]?.string == "google-fieldmask"
                && $0.value["location"]?.string == "query"
        }?.name
    }
}
