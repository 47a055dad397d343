import TuneQLJSON
import TuneQLTransport

/// A source of another platform's tokens, to be exchanged for Google's.
protocol SubjectTokenSource: Sendable {
    /// The platform's token.
    func subjectToken() async throws(CredentialError) -> String
}

/// The form of a token in a file or a response: as it is, or as a member of a JSON object.
struct SubjectTokenFormat: Sendable {
    private let member: String?

    /// Reads `credential_source.format`.
    init(_ format: JSONValue?, of file: CredentialFile) throws(CredentialError) {
        switch format?["type"]?.string ?? "text" {
        case "text": member = nil
        case "json":
            guard let name = format?["subject_token_field_name"]?.string, !name.isEmpty else {
                throw file.unreadable("its format lacks subject_token_field_name")
            }
            member = name
        case let type:
            throw file.unreadable("its format is \(ReadableText.line(type)), not text or json")
        }
    }

    /// The token in a file or a response.
    ///
    /// - Parameters:
    ///   - bytes: The content.
    ///   - place: The source of the content, for the message.
    /// - Returns: The token, without blanks around it.
    /// - Throws: ``CredentialError`` if there is none.
    func token(in bytes: [UInt8], of place: String) throws(CredentialError) -> String {
        guard let member else {
            return try Self.checked(String(decoding: bytes, as: UTF8.self), place)
        }
        guard let json = try? JSONValue(parsing: bytes), let text = json[member]?.string else {
            throw CredentialError(
                .unreadable,
                "\(place) is not a JSON object with a string \(ReadableText.line(member))"
            )
        }
        return try Self.checked(text, place)
    }

    private static func checked(
        _ text: String,
        _ place: String
    ) throws(CredentialError) -> String {
        let isBlank = { (byte: UInt8) in JSONText.isBlank(byte) }
        let trimmed = text.utf8.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
        guard !trimmed.isEmpty else {
            throw CredentialError(.unreadable, "\(place) contains no token")
        }
        let token = String(decoding: trimmed, as: UTF8.self)
        Redactor.shared.register(token)
        return token
    }
}
