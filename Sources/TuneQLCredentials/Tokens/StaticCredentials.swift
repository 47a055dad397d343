import TuneQLJSON
import TuneQLText
package import TuneQLTransport

/// Values that never change: a token or a key that the user gave, or none at all.
package struct StaticCredentials: CredentialSource {
    /// A value and its position in the request.
    struct Part: Sendable, Hashable {
        var name: String
        var value: String
        var isInQuery = false
    }

    private let parts: [Part]
    package let identity: CredentialDescription?

    init(
        _ parts: [Part],
        adding fields: [HTTPField] = [],
        identity: CredentialDescription? = nil
    ) {
        self.parts = parts + fields.map { Part(name: $0.name, value: $0.value) }
        self.identity = identity
        for part in parts where part.isInQuery { RedactedURL.hide(part.name) }
    }

    /// No credentials, for services and emulators that need none.
    package static let none = StaticCredentials([])

    /// A token as given, without the blanks around it.
    ///
    /// - Parameters:
    ///   - token: The token.
    ///   - source: The source of the token, for messages.
    /// - Throws: ``CredentialError`` if it can't be a token.
    package init(token: String, source: String) throws(CredentialError) {
        try self.init(token: token, source: source, identity: nil)
    }

    init(
        token: String,
        prefix: String = "Bearer ",
        adding fields: [HTTPField] = [],
        source: String,
        identity: CredentialDescription?
    ) throws(CredentialError) {
        guard let token = Self.trimmed(token) else {
            throw CredentialError(
                .unreadable,
                "the access token in \(source) is empty or contains blanks",
                help: "set it to the token alone, without a prefix such as Bearer"
            )
        }
        Redactor.shared.register(token)
        self.init(
            [Part(name: "Authorization", value: "\(prefix)\(token)")],
            adding: fields,
            identity: identity
        )
    }

    /// A text without the blanks around it; nil if nothing is left, or it can't be a token.
    static func trimmed(_ text: String) -> String? {
        let isBlank = { (byte: UInt8) in JSONText.isBlank(byte) }
        let trimmed = text.utf8.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
        let result = String(decoding: trimmed, as: UTF8.self)
        return AccessToken.isToken(result) ? result : nil
    }

    package func authorization(
        replacing rejected: [HTTPField]?
    ) async throws(CredentialError) -> [HTTPField] {
        parts.map { HTTPField(name: $0.name, value: $0.value) }
    }

    package func authorize(_ request: inout HTTPRequest, with fields: [HTTPField]) {
        for part in parts {
            guard part.isInQuery else {
                request.headers.append(HTTPField(name: part.name, value: part.value))
                continue
            }
            let pair = PercentEncoding.form([(part.name, part.value)])
            request.url += (request.url.contains("?") ? "&" : "?") + pair
        }
    }
}
