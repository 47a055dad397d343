import Synchronization

/// Credentials that are looked for when the first request needs them.
///
/// A search that fails is made again next time: in a shell, the user may have logged in meanwhile.
final class LazyCredentials: CredentialSource {
    private let search: CredentialSearch
    private let found = Mutex<(any CredentialSource)?>(nil)

    init(_ search: CredentialSearch) {
        self.search = search
    }

    func authorization(
        replacing rejected: [HTTPField]?
    ) async throws(CredentialError) -> [HTTPField] {
        try await source().authorization(replacing: rejected)
    }

    private func source() throws(CredentialError) -> any CredentialSource {
        let result = found.withLock { found in
            Result { () throws(CredentialError) in
                if let found { return found }
                let source = try search.source()
                found = source
                return source
            }
        }
        return try result.get()
    }
}
