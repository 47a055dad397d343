import CCrypto

/// An RSA private key that signs as RS256 (PKCS #1 v1.5 with SHA-256).
struct RSAKey: ~Copyable {
    private let key: OpaquePointer
    private let library: CryptoLibrary

    /// Reads a key in PEM; nil if the text isn't one, or is protected by a password.
    init?(pem: String, with library: CryptoLibrary) {
        guard let key = Self.key(in: Array(pem.utf8), library) else { return nil }
        guard library.kindOfKey(key) == EVP_PKEY_RSA else {
            library.freeKey(key)
            return nil
        }
        self.key = key
        self.library = library
    }

    /// The key in a text, whose bytes must not move while libcrypto reads them in place.
    private static func key(in pem: [UInt8], _ library: CryptoLibrary) -> OpaquePointer? {
        pem.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress,
                let source = library.makeSource(start, Int32(clamping: bytes.count))
            else { return nil }
            defer { _ = library.freeSource(source) }
            // The callback refuses: without it, libcrypto would ask for a password on the terminal.
            let key = library.readKey(source, nil, { _, _, _, _ in -1 }, nil)
            library.clearErrors()
            return key
        }
    }

    deinit { library.freeKey(key) }

    /// The signature of a message; nil only when memory is short.
    func signature(of message: [UInt8]) -> [UInt8]? {
        guard let digest = library.makeDigest() else { return nil }
        defer { library.freeDigest(digest) }
        guard library.startSigning(digest, nil, library.sha256(), nil, key) == 1 else {
            return nil
        }
        var size = Int(library.sizeOfKey(key))
        var signature = [UInt8](repeating: 0, count: size)
        guard library.sign(digest, &signature, &size, message, message.count) == 1 else {
            return nil
        }
        return Array(signature.prefix(size))
    }
}
