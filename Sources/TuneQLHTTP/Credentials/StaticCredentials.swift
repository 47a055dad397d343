import TuneQLJSON

/// Fields that never change: a token that the user gave, or none at all.
package struct StaticCredentials: CredentialSource {
    private let fields: [HTTPField]

    private init(_ fields: [HTTPField]) {
        self.fields = fields
    }

    /// No credentials: for services, and stand-ins of services, that want none.
    package static let none = StaticCredentials([])

    /// A token as it was given, blanks around it removed.
    ///
    /// - Parameters:
    ///   - token: The token.
    ///   - quotaProject: The project that calls are counted against.
    ///   - source: Where the token comes from, for messages.
    /// - Throws: ``CredentialError`` when it can't be a token.
    package init(token: String, quotaProject: String? = nil, source: String) throws(CredentialError)
    {
        let isBlank = { (byte: UInt8) in JSONText.isBlank(byte) }
        let trimmed = token.utf8.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
        guard !trimmed.isEmpty, trimmed.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw CredentialError(
                .unreadable,
                "the access token in \(source) is empty or holds blanks",
                help: "set it to the token alone, as gcloud auth print-access-token prints it"
            )
        }
        let token = AccessToken(value: String(decoding: trimmed, as: UTF8.self))
        self.init(token.fields(quotaProject: quotaProject))
    }

    package func authorization(
        replacing rejected: [HTTPField]?
    ) async throws(CredentialError) -> [HTTPField] {
        fields
    }
}
