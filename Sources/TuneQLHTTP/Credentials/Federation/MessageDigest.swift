import Glibc

/// SHA-256, plain and keyed; only who signs for AWS loads libcrypto for it.
struct MessageDigest: Sendable {
    private typealias Bytes = UnsafePointer<UInt8>
    private typealias Output = UnsafeMutablePointer<UInt8>
    private typealias Algorithm = @convention(c) @Sendable () -> OpaquePointer?
    private typealias Plain =
        @convention(c) @Sendable (
            Bytes?, Int, Output?, UnsafeMutablePointer<UInt32>?, OpaquePointer?, OpaquePointer?
        ) -> Int32
    private typealias Keyed =
        @convention(c) @Sendable (
            OpaquePointer?, Bytes?, Int32, Bytes?, Int, Output?, UnsafeMutablePointer<UInt32>?
        ) -> Output?

    private let algorithm: Algorithm
    private let plain: Plain
    private let keyed: Keyed

    private static let libraryName = "libcrypto.so.3"
    private static let size = 32

    private static let usual: MessageDigest? = dlopen(libraryName, RTLD_NOW | RTLD_LOCAL)
        .flatMap(MessageDigest.init)

    /// The functions of the system's libcrypto.
    static func shared() throws(CredentialError) -> MessageDigest {
        guard let usual else {
            throw CredentialError(
                .unsupported,
                "\(libraryName) could not be loaded, so no request can be signed for AWS",
                help: "install OpenSSL 3 (Debian, Ubuntu: apt install libssl3)"
            )
        }
        return usual
    }

    private init?(library: UnsafeMutableRawPointer) {
        guard let algorithm = dlsym(library, "EVP_sha256"),
            let plain = dlsym(library, "EVP_Digest"), let keyed = dlsym(library, "HMAC")
        else { return nil }
        self.algorithm = unsafeBitCast(algorithm, to: Algorithm.self)
        self.plain = unsafeBitCast(plain, to: Plain.self)
        self.keyed = unsafeBitCast(keyed, to: Keyed.self)
    }

    /// The digest of a text.
    func sha256(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        var output = [UInt8](repeating: 0, count: Self.size)
        _ = plain(bytes, bytes.count, &output, nil, algorithm(), nil)
        return output
    }

    /// The digest of a text under a key.
    func sha256(_ text: String, key: [UInt8]) -> [UInt8] {
        let bytes = Array(text.utf8)
        var output = [UInt8](repeating: 0, count: Self.size)
        var count: UInt32 = 0
        _ = keyed(algorithm(), key, Int32(key.count), bytes, bytes.count, &output, &count)
        return output
    }

    /// Bytes as digits, in lower case.
    static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0xF)]] }
        return String(decoding: text, as: UTF8.self)
    }
}
