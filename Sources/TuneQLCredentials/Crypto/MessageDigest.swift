/// SHA-256, plain and keyed, as in signatures for AWS.
struct MessageDigest: Sendable {
    private let library: CryptoLibrary

    private static let size = 32

    init() throws(CredentialError) {
        library = try CryptoLibrary.shared()
    }

    /// The digest of a text.
    func sha256(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        var output = [UInt8](repeating: 0, count: Self.size)
        _ = library.digest(bytes, bytes.count, &output, nil, library.sha256(), nil)
        return output
    }

    /// The digest of a text under a key.
    func sha256(_ text: String, key: [UInt8]) -> [UInt8] {
        let bytes = Array(text.utf8)
        var output = [UInt8](repeating: 0, count: Self.size)
        let size = Int32(clamping: key.count)
        _ = library.keyedDigest(library.sha256(), key, size, bytes, bytes.count, &output, nil)
        return output
    }
}
