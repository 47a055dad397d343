import CCrypto

/// An RSA private key that signs as RS256 (PKCS #1 v1.5 with SHA-256).
struct RSAKey: ~Copyable {
    private let key: OpaquePointer

    /// Reads a key in PEM; nil when the text isn't one, or is protected by a password.
    init?(pem: String) {
        let bytes = Array(pem.utf8)
        guard let source = BIO_new_mem_buf(bytes, Int32(clamping: bytes.count)) else { return nil }
        defer { BIO_free(source) }
        // The callback refuses: without it, libcrypto would ask for a password on the terminal.
        let key = PEM_read_bio_PrivateKey(source, nil, { _, _, _, _ in -1 }, nil)
        ERR_clear_error()
        guard let key else { return nil }
        guard EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA else {
            EVP_PKEY_free(key)
            return nil
        }
        self.key = key
    }

    deinit { EVP_PKEY_free(key) }

    /// The signature of a message; nil only when memory is short.
    func signature(of message: [UInt8]) -> [UInt8]? {
        guard let context = EVP_MD_CTX_new() else { return nil }
        defer { EVP_MD_CTX_free(context) }
        guard EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key) == 1 else { return nil }
        var size = Int(EVP_PKEY_get_size(key))
        var signature = [UInt8](repeating: 0, count: size)
        guard EVP_DigestSign(context, &signature, &size, message, message.count) == 1 else {
            return nil
        }
        return Array(signature.prefix(size))
    }
}
