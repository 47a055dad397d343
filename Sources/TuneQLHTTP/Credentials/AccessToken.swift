/// A token that stands for an account for a while.
struct AccessToken: Sendable, Hashable {
    var value: String
    /// When it ends, in seconds since 1970; nil when that is not known.
    var expiry: Int64?

    /// How long before its end a token is replaced, as in Google's own libraries: 3 min 45 s.
    private static let margin: Int64 = 225

    /// Whether it will last for a request that is made now.
    func isFresh(at now: Int64) -> Bool {
        expiry.map { now < $0 - Self.margin } ?? true
    }

    /// The fields that carry the token, and the project that calls are counted against.
    func fields(quotaProject: String?) -> [HTTPField] {
        var fields = [HTTPField(name: "Authorization", value: "Bearer \(value)")]
        if let quotaProject {
            fields.append(HTTPField(name: "x-goog-user-project", value: quotaProject))
        }
        return fields
    }
}
