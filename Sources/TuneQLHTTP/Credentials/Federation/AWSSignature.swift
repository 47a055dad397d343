/// Version 4 of the signatures by which AWS knows who made a request.
struct AWSSignature: Sendable {
    /// A key of an AWS account.
    struct Key: Sendable, Hashable {
        var id: String
        var secret: String
        /// What makes a temporary key whole.
        var sessionToken: String?
    }

    let key: Key
    let region: String
    let service: String

    private static let algorithm = "AWS4-HMAC-SHA256"

    /// The field that signs a request without a body.
    ///
    /// - Parameters:
    ///   - method: The verb.
    ///   - path: The path, encoded.
    ///   - query: The pairs of the query, as they stand in the URL.
    ///   - headers: The fields to sign, names in lower case; the host has to be among them.
    ///   - time: The time as in `x-amz-date`.
    /// - Returns: The value of `Authorization`.
    func authorization(
        _ method: String,
        path: String,
        query: [Substring],
        headers: [HTTPField],
        time: String
    ) throws(CredentialError) -> String {
        let digest = try MessageDigest.shared()
        let sorted = headers.sorted { $0.name < $1.name }
        let names = sorted.map(\.name).joined(separator: ";")
        let lines =
            [method, path, query.sorted().joined(separator: "&")]
            + sorted.map { "\($0.name):\($0.value)" }
            + ["", names, MessageDigest.hexadecimal(digest.sha256(""))]
        let request = MessageDigest.hexadecimal(digest.sha256(lines.joined(separator: "\n")))
        let scope = [String(time.prefix(8)), region, service, "aws4_request"]
        let place = scope.joined(separator: "/")
        let message = [Self.algorithm, time, place, request].joined(separator: "\n")
        let signingKey = scope.reduce(Array("AWS4\(key.secret)".utf8)) {
            digest.sha256($1, key: $0)
        }
        let signature = MessageDigest.hexadecimal(digest.sha256(message, key: signingKey))
        return "\(Self.algorithm) Credential=\(key.id)/\(place), SignedHeaders=\(names), "
            + "Signature=\(signature)"
    }
}
