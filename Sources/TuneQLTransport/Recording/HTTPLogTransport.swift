import Synchronization

/// Logs the headers and bodies of exchanges, without secrets; token requests are not logged.
package final class HTTPLogTransport: Transport {
    private let inner: any Transport
    private let write: @Sendable (String) -> Void
    private let count = Atomic(0)

    /// - Parameters:
    ///   - inner: The transport that sends the requests.
    ///   - write: Called with the lines of each request and each response.
    package init(_ inner: any Transport, write: @escaping @Sendable (String) -> Void) {
        self.inner = inner
        self.write = write
    }

    package var credentialTransport: any Transport { inner.credentialTransport }
    package var isReplay: Bool { inner.isReplay }
    package var usesQuota: Bool { inner.usesQuota }
    package var keepsOrder: Bool { inner.keepsOrder }

    package func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let number = count.add(1, ordering: .relaxed).newValue
        let first = "\(request.method) \(RedactedURL.text(request.url))"
        log(number, ">", [first], request.headers, request.body ?? [])
        do {
            let response = try await inner.response(to: request)
            log(number, "<", ["\(response.status)"], response.headers, response.body)
            return response
        } catch {
            log(number, "<", [error.message], [], [])
            throw error
        }
    }

    private func log(
        _ number: Int,
        _ direction: String,
        _ first: [String],
        _ headers: [HTTPField],
        _ body: [UInt8]
    ) {
        var lines = first
        lines += headers.map { "\($0.name): \(SecretNames.shown($0, mark: Redactor.mark))" }
        if let text = String(validating: body, as: UTF8.self) {
            lines += Redactor.shared.redact(text).split(separator: "\n").map(String.init)
        } else {
            lines.append("(\(body.count) bytes of binary data)")
        }
        let text = lines.map { "\(direction) [\(number)] \($0)" }.joined(separator: "\n")
        write(ReadableText.block(Redactor.shared.redact(text)))
    }
}
