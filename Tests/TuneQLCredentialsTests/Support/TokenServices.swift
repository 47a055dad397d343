import Synchronization
import TestSupport
import Testing
import TuneQLCredentials
import TuneQLJSON
import TuneQLTransport

/// Token services that answer by address, and what they were asked.
final class TokenServices: Transport {
    typealias Answer = @Sendable (HTTPRequest, Int) -> HTTPResponse?

    private let answer: Answer
    private let log = Mutex<[HTTPRequest]>([])

    /// Makes services whose answers depend on the request and its number, from 1; nil refuses it.
    init(_ answer: @escaping Answer) {
        self.answer = answer
    }

    /// Gives the texts for the URLs that begin so, with status 200.
    convenience init(_ answers: [String: String], headers: [HTTPField] = []) {
        self.init { request, _ in
            let match = answers.filter { request.url.hasPrefix($0.key) }
                .max { $0.key.utf8.count < $1.key.utf8.count }
            return match.map {
                HTTPResponse(status: 200, headers: headers, body: Array($0.value.utf8))
            }
        }
    }

    var requests: [HTTPRequest] { log.withLock { $0 } }
    var urls: [String] { requests.map(\.url) }

    func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let count = log.withLock { log in
            log.append(request)
            return log.count
        }
        guard let response = answer(request, count) else {
            throw TransportError(.connect, "nobody is there")
        }
        return response
    }
}

extension HTTPRequest {
    /// The pairs of a form.
    var form: [String: String] {
        let text = String(decoding: body ?? [], as: UTF8.self)
        let pairs = text.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", omittingEmptySubsequences: false)
            return (decoded(parts[0]), decoded(parts.last ?? ""))
        }
        return Dictionary(pairs) { $1 }
    }

    var json: JSONValue { (try? JSONValue(parsing: body ?? [])) ?? .null }
}

/// A text without percent encoding.
func decoded(_ text: some StringProtocol) -> String {
    var output: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
        guard byte == UInt8(ascii: "%"), rest.count >= 2 else {
            output.append(byte)
            continue
        }
        output.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
        rest = rest.dropFirst(2)
    }
    return String(decoding: output, as: UTF8.self)
}

/// Credentials looked for in an environment without a metadata server, at second 1 700 000 000.
func credentials(
    _ file: String? = nil,
    auth: String? = nil,
    _ environment: [String: String] = [:],
    _ transport: any Transport = TokenServices([:])
) -> any CredentialSource {
    var variables = ["NO_GCE_CHECK": "true"].merging(environment) { $1 }
    if let file { variables["GOOGLE_CREDENTIALS"] = file }
    return Credentials.resolve(
        authJSON: auth,
        environment: variables,
        transport: transport,
        clock: ManualClock(),
        now: { 1_700_000_000 },
        productNameFile: "/nonexistent"
    )
}

/// The error of a source; nil when it has none.
func failure(_ source: any CredentialSource) async -> CredentialError? {
    do {
        _ = try await source.authorization(replacing: nil)
        return nil
    } catch {
        return error
    }
}

func bearer(_ source: any CredentialSource) async throws -> String? {
    try await source.authorization(replacing: nil)["Authorization"]
}
