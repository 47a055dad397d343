import TuneQLTransport

/// A token that represents an account for a limited time.
struct AccessToken: Sendable, Hashable {
    var value: String
    /// The time at which it expires, in seconds since 1970; nil if that is not known.
    var expiry: Int64?
    /// The time from which it is replaced before a request, in seconds since 1970.
    private var renewal: Int64?

    /// The time before its expiry when a token is replaced, as in Google's libraries: 3 min 45 s.
    private static let margin: Int64 = 225
    /// The divisor of a short lifetime that gives its margin: a token of 5 s is used for 4 s.
    private static let share: Int64 = 4
    /// The seconds without a new attempt after the token service did not respond.
    private static let patience: Int64 = 30
    /// The maximum lifetime that is accepted: 68 years.
    private static let maximumLifetime: Int64 = 1 << 31

    /// A token whose expiry is unknown: it is used until a service refuses it.
    init(value: String) {
        self.value = value
    }

    /// A token that is valid for `lifetime` seconds from `issued` on.
    init(value: String, lifetime: Int64, issued: Int64) {
        let lifetime = min(max(lifetime, 0), Self.maximumLifetime)
        self.value = value
        expiry = issued + lifetime
        renewal = issued + lifetime - min(Self.margin, lifetime / Self.share)
    }

    /// The token for half a minute more, when no other is available; nil if it has expired.
    func postponed(at now: Int64) -> AccessToken? {
        guard let expiry, now < expiry else { return nil }
        var token = self
        token.renewal = min(expiry, now + Self.patience)
        return token
    }

    /// Whether it will last for a request made now.
    func isFresh(at now: Int64) -> Bool {
        renewal.map { now < $0 } ?? true
    }

    /// The field for the token.
    var field: HTTPField { HTTPField(name: "Authorization", value: "Bearer \(value)") }

    /// Whether a text can be sent as a token: visible ASCII, and not empty.
    static func isToken(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
