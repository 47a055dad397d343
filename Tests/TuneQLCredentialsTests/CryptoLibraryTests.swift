import Testing
import TuneQLCredentials

struct CryptoLibraryTests {
    @Test func `a library that is missing is named, with the way to get it`() {
        let error = #expect(throws: CredentialError.self) {
            try CryptoLibrary(named: "libnowhere.so.3")
        }
        #expect(
            error?.message
                == "libnowhere.so.3 could not be loaded, so no key can sign anything"
        )
        #expect(error?.help?.contains("libssl3") == true)
    }

    @Test func `a library that is another one is refused`() {
        let error = #expect(throws: CredentialError.self) { try CryptoLibrary(named: "libc.so.6") }
        #expect(error?.message == "libcrypto lacks BIO_new_mem_buf; OpenSSL 3 is needed")
    }
}
