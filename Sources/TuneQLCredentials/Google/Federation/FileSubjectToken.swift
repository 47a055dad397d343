import TuneQLTransport

/// A token that the platform writes into a file, and replaces before it expires.
struct FileSubjectToken: SubjectTokenSource {
    let path: String
    let format: SubjectTokenFormat

    func subjectToken() async throws(CredentialError) -> String {
        let bytes: [UInt8]
        do {
            bytes = try FileBytes.read(path)
        } catch {
            throw CredentialError(
                .unreadable,
                "the subject token's file \(path) can't be read: \(error.message)",
                help: "check that the platform writes the token there"
            )
        }
        return try format.token(in: bytes, of: "the subject token's file \(path)")
    }
}
