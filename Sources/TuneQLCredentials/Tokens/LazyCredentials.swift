import Synchronization
import TuneQLTransport

/// Credentials that are looked for when the first request needs them.
///
/// A failed search is repeated next time: in a shell, the user may have logged in meanwhile.
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

    func authorize(_ request: inout HTTPRequest, with fields: [HTTPField]) {
        if let source = found.withLock({ $0 }) {
            source.authorize(&request, with: fields)
        } else {
            request.headers += fields
        }
    }

    var identity: CredentialDescription? { found.withLock { $0 }?.identity }

    private func source() throws(CredentialError) -> any CredentialSource {
        let result = found.withLock { found in
            Result { () throws(CredentialError) in
                if let found { return found }
                let source = try search.found().result.get()
                found = source
                return source
            }
        }
        return try result.get()
    }
}
