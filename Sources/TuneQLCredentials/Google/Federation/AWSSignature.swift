import TuneQLText
package import TuneQLTransport

/// Version 4 of the signatures by which AWS authenticates requests.
package struct AWSSignature: Sendable {
    /// A key of an AWS account.
    package struct Key: Sendable, Hashable {
        package var id: String
        package var secret: String
        /// The token that belongs to a temporary key.
        package var sessionToken: String?

        package init(id: String, secret: String, sessionToken: String? = nil) {
            self.id = id
            self.secret = secret
            self.sessionToken = sessionToken
        }
    }

    private let key: Key
    private let region: String
    private let service: String

    private static let algorithm = "AWS4-HMAC-SHA256"

    package init(key: Key, region: String, service: String) {
        self.key = key
        self.region = region
        self.service = service
    }

    /// The field that signs a request without a body.
    ///
    /// - Parameters:
    ///   - method: The verb.
    ///   - path: The path, encoded.
    ///   - query: The pairs of the query, as in the URL.
    ///   - headers: The fields to sign, names in lower case; the host has to be among them.
    ///   - time: The time as in `x-amz-date`.
    /// - Returns: The value of `Authorization`.
    package func authorization(
        _ method: String,
        path: String,
        query: [String],
        headers: [HTTPField],
        time: String
    ) -> String {
        let sorted = headers.sorted { $0.name < $1.name }
        let names = sorted.map(\.name).joined(separator: ";")
        let lines =
            [method, path, query.sorted().joined(separator: "&")]
            + sorted.map { "\($0.name):\($0.value)" }
            + ["", names, SHA256.hexDigest(of: [])]
        let request = SHA256.hexDigest(of: Array(lines.joined(separator: "\n").utf8))
        let scope = [String(time.prefix(8)), region, service, "aws4_request"]
        let place = scope.joined(separator: "/")
        let message = [Self.algorithm, time, place, request].joined(separator: "\n")
        let signingKey = scope.reduce(Array("AWS4\(key.secret)".utf8)) {
            SHA256.code(of: Array($1.utf8), key: $0)
        }
        let signature = Hexadecimal.encoded(SHA256.code(of: Array(message.utf8), key: signingKey))
        return "\(Self.algorithm) Credential=\(key.id)/\(place), SignedHeaders=\(names), "
            + "Signature=\(signature)"
    }
}
