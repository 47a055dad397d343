import Synchronization
import TuneQLTransport

/// The metadata server of a Google Cloud machine, which issues tokens of the machine's account.
struct MetadataServer: TokenIssuer {
    /// The cloud that the machine is in, once known; it never changes.
    private final class Universe: Sendable {
        let value = Mutex<String?>(nil)
    }

    let environment: CredentialEnvironment
    let scopes: [String]
    /// The error of the search if no server responds.
    let nothingFound: CredentialError
    private let knownUniverse = Universe()

    private static let flavor = HTTPField(name: "Metadata-Flavor", value: "Google")
    private static let usualHost = "metadata.google.internal"
    private static let usualAddress = "169.254.169.254"
    private static let account = "instance/service-accounts/default"

    static let source = "the metadata server"

    /// Whether the machine is known to be one of Google's, so that no probe is needed.
    static func isCertain(_ environment: CredentialEnvironment) -> Bool {
        let name = (try? FileBytes.read(environment.productNameFile)) ?? []
        return String(decoding: name, as: UTF8.self).hasPrefix("Google")
    }

    /// Whether something indicates such a server, though a probe may have to confirm it.
    static func isLikely(_ environment: CredentialEnvironment) -> Bool {
        let signs = ["GCE_METADATA_HOST", "GCE_METADATA_ROOT", "GCE_METADATA_IP"]
        let platforms = ["K_SERVICE", "CLOUD_RUN_JOB", "GAE_SERVICE"]
        return (signs + platforms).contains { environment.variable($0) != nil }
            || isCertain(environment)
    }

    /// Whether the user allows the probe.
    static func isAllowed(_ environment: CredentialEnvironment) -> Bool {
        environment.variable("NO_GCE_CHECK")?.lowercased() != "true"
    }

    func token() async throws(CredentialError) -> AccessToken {
        if !Self.isCertain(environment) { try await detect() }
        try await checkUniverse()
        let query = scopes.isEmpty ? "" : "?scopes=\(scopes.joined(separator: ","))"
        let request = try request("\(Self.account)/token\(query)")
        let issued = environment.now()
        let response = try await exchange.successfulResponse(to: request)
        try checkFlavor(response)
        let body = try exchange.object(in: response, of: request)
        return try exchange.token(in: body, issued: issued, of: request)
    }

    /// The email address of the machine's account.
    func email() async throws(CredentialError) -> String {
        try await text("\(Self.account)/email")
    }

    /// The project of the machine.
    func project() async throws(CredentialError) -> String {
        try await text("project/project-id")
    }

    /// The domain of the machine's cloud; a server without this path (404) is Google's own.
    func universe() async throws(CredentialError) -> String {
        if let known = knownUniverse.value.withLock({ $0 }) { return known }
        let request = try request("universe/universe-domain")
        let response = try await exchange.response(to: request)
        guard response.status == 200 || response.status == 404 else {
            throw exchange.refusal(response, of: request)
        }
        let text = response.status == 200 ? try text(of: response) : ""
        let universe = text.isEmpty ? CredentialEnvironment.googleUniverse : text
        knownUniverse.value.withLock { $0 = universe }
        return universe
    }

    private func checkUniverse() async throws(CredentialError) {
        let universe = try await universe()
        guard universe != environment.universe else { return }
        throw .ofAnotherCloud(Self.source, universe, environment)
    }

    private func text(_ path: String) async throws(CredentialError) -> String {
        try text(of: try await exchange.successfulResponse(to: try request(path)))
    }

    private func text(of response: HTTPResponse) throws(CredentialError) -> String {
        try checkFlavor(response)
        return ReadableText.line(String(decoding: response.body.prefix(1_000), as: UTF8.self))
    }

    /// Probes for a metadata server; any other server at its address counts as none.
    private func detect() async throws(CredentialError) {
        let host = environment.variable("GCE_METADATA_IP") ?? overridden ?? Self.usualAddress
        var request = try request(root: host, "/")
        request.timeLimit = .milliseconds(Int(timeLimit * 1000))
        for _ in 0..<attempts {
            let outcome = await outcome(of: request)
            switch outcome {
            case .success(let response):
                guard response.status == 200, Self.hasFlavor(response) else { throw nothingFound }
                return
            case .failure(let error) where error.kind == .cancelled: throw .cancelled
            case .failure(let error):
                guard error.kind == .timedOut || error.kind == .connect else { throw nothingFound }
            }
        }
        throw nothingFound
    }

    private func outcome(of request: HTTPRequest) async -> Result<HTTPResponse, TransportError> {
        do {
            return .success(try await environment.transport.response(to: request))
        } catch {
            return .failure(error)
        }
    }

    private var overridden: String? {
        environment.variable("GCE_METADATA_HOST") ?? environment.variable("GCE_METADATA_ROOT")
    }

    /// The seconds that a probe may take.
    private var timeLimit: Double {
        let limit = environment.variable("GCE_METADATA_TIMEOUT").flatMap(Double.init) ?? 3
        return limit.isFinite ? min(max(limit, 0.05), 60) : 3
    }

    /// The number of probes: one if nothing indicates a metadata server, as each can take seconds.
    private var attempts: Int {
        let count = environment.variable("GCE_METADATA_DETECT_RETRIES").flatMap { Int($0) }
        return min(max(count ?? (Self.isLikely(environment) ? 3 : 1), 1), 10)
    }

    private var exchange: TokenExchange {
        TokenExchange(
            source: Self.source,
            help: Login.metadata.help(afterRefusal:),
            environment: environment
        )
    }

    private func request(_ path: String) throws(CredentialError) -> HTTPRequest {
        try request(root: overridden ?? Self.usualHost, "/computeMetadata/v1/\(path)")
    }

    private func request(root: String, _ path: String) throws(CredentialError) -> HTTPRequest {
        do {
            let origin = try Origin("http://\(root)", plain: .everywhere)
            var request = HTTPRequest(
                method: "GET",
                url: origin.text + path,
                headers: [Self.flavor]
            )
            request.isDirect = true
            return request
        } catch {
            throw CredentialError(
                .unreadable,
                "the host of the metadata server (from GCE_METADATA_HOST): \(error.message)"
            )
        }
    }

    private static func hasFlavor(_ response: HTTPResponse) -> Bool {
        response.headers[flavor.name] == flavor.value
    }

    private func checkFlavor(_ response: HTTPResponse) throws(CredentialError) {
        guard !Self.hasFlavor(response) else { return }
        throw CredentialError(
            .refused,
            "the server at the metadata address is not a metadata server: its response lacks "
                + "Metadata-Flavor: Google",
            help: "check GCE_METADATA_HOST, or set NO_GCE_CHECK=true and pass other credentials"
        )
    }
}
