import TuneQLTransport

/// GET requests for files, without credentials; repeated where a second one may succeed.
struct Downloads: Sendable {
    private let transport: any Transport
    /// The time before each repetition.
    private static let pauses: [Duration] = [.milliseconds(200), .seconds(1)]

    /// - Parameters:
    ///   - authorities: The file with the certificates to trust; nil for the system's.
    ///   - maximumSize: The bytes that a file may have; nil for the transport's usual limit.
    /// - Throws: ``CommandError`` for certificates that cannot be read.
    init(authorities: String?, maximumSize: Int? = nil) throws(CommandError) {
        if let authorities { try Files.checkReadable(authorities, of: "--CABundle") }
        var configuration = CurlTransport.Configuration()
        configuration.certificateFile = authorities
        if let maximumSize { configuration.maximumBodySize = maximumSize }
        transport = CurlTransport(configuration: configuration)
    }

    /// The response with a file.
    ///
    /// - Parameters:
    ///   - url: The URL of the file.
    ///   - tag: The tag of the version that is here already; nil when there is none.
    /// - Returns: A response of status 200, or of 304 when the file has that tag.
    /// - Throws: ``CommandError`` for any other outcome.
    func response(to url: String, tag: String? = nil) async throws(CommandError) -> HTTPResponse {
        do { _ = try Origin.ofURL(url) } catch { throw CommandError(error.message) }
        var request = HTTPRequest(method: "GET", url: url)
        if let tag { request.headers.append(HTTPField(name: "If-None-Match", value: tag)) }
        var pauses = Self.pauses[...]
        while true {
            let (response, failure, isPassing) = await outcome(of: request)
            if let response { return response }
            guard isPassing, let pause = pauses.popFirst(),
                (try? await Task.sleep(for: pause)) != nil
            else { throw CommandError("\(RedactedURL.text(url)) \(failure)") }
        }
    }

    /// The usable response, or the failure and whether it may pass.
    private func outcome(
        of request: HTTPRequest
    ) async -> (response: HTTPResponse?, failure: String, isPassing: Bool) {
        do throws(TransportError) {
            let response = try await transport.response(to: request)
            let isKnown = response.status == 304 && request.headers["If-None-Match"] != nil
            if response.status == 200 || isKnown { return (response, "", false) }
            let isPassing = [408, 429, 500, 502, 503, 504].contains(response.status)
            return (nil, "gives status \(response.status)", isPassing)
        } catch {
            let isPassing = [.interrupted, .timedOut].contains(error.kind)
            return (nil, "cannot be reached: \(error.message)", isPassing)
        }
    }
}
