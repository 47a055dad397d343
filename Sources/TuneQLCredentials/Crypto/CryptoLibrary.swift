import Glibc

/// The functions of libcrypto that are used, from the shared library of the system.
///
/// Linking it made every start a millisecond longer, so it is loaded only for signing.
package struct CryptoLibrary: Sendable {
    typealias Buffer = UnsafeMutablePointer<UInt8>
    typealias Password =
        @convention(c) (UnsafeMutablePointer<CChar>?, Int32, Int32, UnsafeMutableRawPointer?) ->
        Int32

    let makeSource: @convention(c) @Sendable (UnsafeRawPointer?, Int32) -> OpaquePointer?
    let freeSource: @convention(c) @Sendable (OpaquePointer?) -> Int32
    let readKey:
        @convention(c) @Sendable (
            OpaquePointer?, UnsafeMutablePointer<OpaquePointer?>?, Password?,
            UnsafeMutableRawPointer?
        ) -> OpaquePointer?
    let freeKey: @convention(c) @Sendable (OpaquePointer?) -> Void
    let kindOfKey: @convention(c) @Sendable (OpaquePointer?) -> Int32
    let sizeOfKey: @convention(c) @Sendable (OpaquePointer?) -> Int32
    let clearErrors: @convention(c) @Sendable () -> Void
    let makeDigest: @convention(c) @Sendable () -> OpaquePointer?
    let freeDigest: @convention(c) @Sendable (OpaquePointer?) -> Void
    let sha256: @convention(c) @Sendable () -> OpaquePointer?
    let startSigning:
        @convention(c) @Sendable (
            OpaquePointer?, UnsafeMutablePointer<OpaquePointer?>?, OpaquePointer?, OpaquePointer?,
            OpaquePointer?
        ) -> Int32
    let sign:
        @convention(c) @Sendable (
            OpaquePointer?, Buffer?, UnsafeMutablePointer<Int>?, UnsafePointer<UInt8>?, Int
        ) -> Int32

    private static let usualName = "libcrypto.so.3"

    private static let usual: Result<CryptoLibrary, CredentialError> = Result {
        () throws(CredentialError) in try CryptoLibrary(named: usualName)
    }

    /// The library, loaded once; the error explains how to install it.
    static func shared() throws(CredentialError) -> CryptoLibrary { try usual.get() }

    /// Loads the library with the given file name.
    ///
    /// - Throws: ``CredentialError`` that explains how to install it.
    package init(named name: String) throws(CredentialError) {
        guard let library = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { throw Self.missing(name) }
        let table = CryptoSymbols(library: library)
        makeSource = try table.function("BIO_new_mem_buf")
        freeSource = try table.function("BIO_free")
        readKey = try table.function("PEM_read_bio_PrivateKey")
        freeKey = try table.function("EVP_PKEY_free")
        kindOfKey = try table.function("EVP_PKEY_get_base_id")
        sizeOfKey = try table.function("EVP_PKEY_get_size")
        clearErrors = try table.function("ERR_clear_error")
        makeDigest = try table.function("EVP_MD_CTX_new")
        freeDigest = try table.function("EVP_MD_CTX_free")
        sha256 = try table.function("EVP_sha256")
        startSigning = try table.function("EVP_DigestSignInit")
        sign = try table.function("EVP_DigestSign")
    }

    private static func missing(_ name: String) -> CredentialError {
        CredentialError(
            .unsupported,
            "\(name) could not be loaded, so no key can sign anything",
            help:
                "install OpenSSL 3 (Debian, Ubuntu: apt install libssl3; Fedora: dnf install openssl-libs)"
        )
    }
}

/// Looks functions up in a loaded library.
private struct CryptoSymbols {
    let library: UnsafeMutableRawPointer

    func function<Function>(_ name: String) throws(CredentialError) -> Function {
        guard let address = dlsym(library, name) else {
            throw CredentialError(.unsupported, "libcrypto lacks \(name); OpenSSL 3 is needed")
        }
        return unsafeBitCast(address, to: Function.self)
    }
}
