import TuneQLTransport

/// A token that stands for an account for a while.
struct AccessToken: Sendable, Hashable {
    var value: String
    /// When it ends, in seconds since 1970; nil when that is not known.
    var expiry: Int64?
    /// From when on it is replaced before a request, in seconds since 1970.
    private var renewal: Int64?

    /// How long before its end a token is replaced, as in Google's own libraries: 3 min 45 s.
    private static let margin: Int64 = 225
    /// The share of its lifetime that a shorter token keeps back: one of 5 s is used for 4 s.
    private static let share: Int64 = 4
    /// How long nobody asks again after a question for another token got no answer.
    private static let patience: Int64 = 30
    /// The longest lifetime that is believed: 68 years.
    private static let longest: Int64 = 1 << 31

    /// A token whose end nobody tells: it is used until a service refuses it.
    init(value: String) {
        self.value = value
    }

    /// A token that lives for some seconds from `issued` on.
    init(value: String, lifetime: Int64, issued: Int64) {
        let lifetime = min(max(lifetime, 0), Self.longest)
        self.value = value
        expiry = issued + lifetime
        renewal = issued + lifetime - min(Self.margin, lifetime / Self.share)
    }

    /// The token for half a minute more, where no other can be had; nil when it has ended.
    func postponed(at now: Int64) -> AccessToken? {
        guard let expiry, now < expiry else { return nil }
        var token = self
        token.renewal = min(expiry, now + Self.patience)
        return token
    }

    /// Whether it will last for a request that is made now.
    func isFresh(at now: Int64) -> Bool {
        renewal.map { now < $0 } ?? true
    }

    /// The fields that carry the token, and the project that calls are counted against.
    func fields(quotaProject: String?) -> [HTTPField] {
        var fields = [HTTPField(name: "Authorization", value: "Bearer \(value)")]
        if let quotaProject {
            fields.append(HTTPField(name: "x-goog-user-project", value: quotaProject))
        }
        return fields
    }

    /// Whether a text can be sent as a token: visible ASCII, and not nothing.
    static func isToken(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
