public import Logging
package import TuneQLCalls
import TuneQLCatalog
import TuneQLCatalogData
import TuneQLCredentials
import TuneQLJSON
public import TuneQLTransport

/// A catalog of tables and a client of the services that they come from; makes sessions.
///
/// One engine serves a process: its connections to the services and its tokens are shared by all
/// sessions, and it may be used from any task.
///
/// ```swift
/// let emulator = Emulator()
/// var configuration = Engine.Configuration(transport: EmulatorTransport(emulator: emulator))
/// configuration.authentication = #"{"google": {"type": "null_auth"}}"#
///
/// let engine = try Engine(configuration)
/// let session = try engine.makeSession()
/// let states = try await session.run(
///     """
///     SELECT state, count(*) AS jobs FROM google.aiplatform.tuning_jobs
///     WHERE projectsId = 'demo-project' AND locationsId = 'us-central1'
///     GROUP BY state
///     """
/// )
/// for try await row in states {
///     counts[row.string("state") ?? ""] = row.integer("jobs")
/// }
/// ```
public final class Engine: Sendable {
    /// The settings of an engine.
    ///
    /// ```swift
    /// var configuration = Engine.Configuration()
    /// configuration.database = "jobs.db"
    /// configuration.endpoints = ["google.aiplatform": "http://127.0.0.1:8080"]
    /// ```
    public struct Configuration: Sendable {
        /// The source of the tables.
        public enum CatalogSource: Sendable, Hashable {
            /// The provider documents that TuneQL ships, compiled into the program.
            case embedded
            /// Your own provider documents, from `Registry.compiled()` of `TuneQLRegistry`.
            case compiled([UInt8])
        }

        /// The source of the tables.
        public var catalog: CatalogSource = .embedded
        /// The transport of requests; by default libcurl, which is loaded at the first request.
        ///
        /// A ``RecordingTransport`` around it records its exchanges; a ``ReplayTransport`` in its
        /// place replays them.
        public var transport: any Transport
        /// StackQL's `--auth` object, such as `{"google": {"type": "null_auth"}}`.
        ///
        /// For a provider without an entry, calls carry Application Default Credentials if it is
        /// Google, and otherwise the credentials that its document names.
        public var authentication: String?
        /// Origins by service, such as `["google.aiplatform": "http://127.0.0.1:8080"]`.
        public var endpoints: [String: String] = [:]
        /// The limits on requests, by service, in place of those in the provider documents.
        ///
        /// `["google.aiplatform": "20/s,8"]` allows at most 20 requests a second and 8 at a time;
        /// `off` removes the limit.
        ///
        /// ```swift
        /// configuration.limits = ["google.aiplatform": "20/s,8"]
        /// ```
        public var limits: [String: String] = [:]
        /// The SQLite file of the sessions' local tables and views; nil for memory.
        ///
        /// Tables in memory end with their session.
        public var database: String?
        /// Whether statements may use files: `readfile`, `csv_rows`, ATTACH of a file, VACUUM INTO.
        public var allowsFiles = false
        /// The largest text, blob or row that statements may make, in bytes; nil for SQLite's 1 GB.
        public var maximumValueSize: Int?
        /// The environment variables that credentials, endpoints and tracing are read from.
        public var environment: [String: String] = [:]
        /// Called for every request, response, retry and wait.
        ///
        /// ```swift
        /// let (events, observation) = AsyncStream.makeStream(of: CallEvent.self)
        /// configuration.observer = { observation.yield($0) }
        /// ```
        public var observer: (@Sendable (CallEvent) -> Void)?
        /// The logger of exchanges: at level `debug`, failed and repeated ones at `info`.
        ///
        /// The metadata include `request-id`, `trace-id`, `method`, `url`, `status`, `bytes` and
        /// `duration`.
        public var logger = Logger(label: "tuneql", factory: { _ in SwiftLogNoOpLogHandler() })

        /// Makes a configuration that reaches the real services.
        public init(transport: any Transport = CurlTransport()) {
            self.transport = transport
        }
    }

    /// The configuration's compiled catalog; nil for the embedded one.
    private let compiled: Catalog?
    /// The `config.auth` of the compiled catalog's providers.
    private let authorizations: [String: JSONValue]
    let client: APIClient
    let logger: Logger
    private let database: String?
    let allowsFiles: Bool
    let maximumValueSize: Int?
    private let configuration: Configuration

    /// Makes an engine; nothing is read or connected before a statement needs it.
    ///
    /// - Parameter configuration: The settings of the engine.
    /// - Throws: ``QueryError`` when the catalog or endpoints cannot be used, or when an endpoint,
    ///   a limit or `authentication` is for a service or a provider that no document has.
    public convenience init(_ configuration: Configuration = Configuration()) throws(QueryError) {
        let compiled = try Self.compiled(configuration.catalog)
        let authorizations = try Self.authorizations(of: compiled)
        let client = try Self.client(configuration, authorizations)
        try self.init(configuration, compiled, authorizations, client)
    }

    /// Makes an engine around a client that has its own clock and retries.
    package convenience init(
        _ configuration: Configuration,
        client: APIClient
    ) throws(QueryError) {
        let compiled = try Self.compiled(configuration.catalog)
        try self.init(configuration, compiled, Self.authorizations(of: compiled), client)
    }

    private init(
        _ configuration: Configuration,
        _ compiled: Catalog?,
        _ authorizations: [String: JSONValue],
        _ client: APIClient
    ) throws(QueryError) {
        self.compiled = compiled
        self.authorizations = authorizations
        self.client = client
        logger = configuration.logger
        database = configuration.database
        allowsFiles = configuration.allowsFiles
        maximumValueSize = configuration.maximumValueSize
        self.configuration = configuration
        try checkNames(in: configuration)
    }

    /// A new session, with its own local tables and settings.
    ///
    /// - Parameters:
    ///   - database: The SQLite file of its tables and views; nil for the configuration's.
    ///   - policy: The rules for its statements; by default they may do everything.
    /// - Returns: The session.
    /// - Throws: ``QueryError`` when the file cannot be opened.
    public func makeSession(
        database: String? = nil,
        policy: Session.Policy = Session.Policy()
    ) throws(QueryError) -> Session {
        try Session(engine: self, database: database ?? self.database, policy: policy)
    }

    /// A session in memory, even if the engine has a database file.
    ///
    /// A second connection to the file would hinder the commits of the first.
    func makeScout() throws(QueryError) -> Session {
        try Session(engine: self, database: nil)
    }

    /// A description of the credentials that a provider's calls carry.
    func credentials(of provider: String) -> CredentialDescription {
        Credentials.describe(
            authJSON: configuration.authentication,
            provider: provider,
            document: authorizations[provider.lowercased()],
            environment: configuration.environment,
            transport: configuration.transport.credentialTransport
        )
    }

    /// The result of `body` for the catalog; its errors become those of statements.
    func reading<Output>(
        _ body: (Catalog) throws(CatalogError) -> Output
    ) throws(QueryError) -> Output {
        let catalog = try catalog
        do {
            return try body(catalog)
        } catch {
            throw QueryError(.sql, error.description)
        }
    }

    /// The catalog; the embedded one is opened at its first use.
    var catalog: Catalog {
        get throws(QueryError) {
            if let compiled { return compiled }
            do {
                return try Catalog.embedded()
            } catch {
                throw QueryError(.sql, "the embedded catalog cannot be used: \(error)")
            }
        }
    }

    /// The compiled catalog of a source; nil for the embedded one.
    static func compiled(
        _ source: Configuration.CatalogSource
    ) throws(QueryError) -> Catalog? {
        guard case .compiled(let image) = source else { return nil }
        do {
            return try Catalog(image: image)
        } catch {
            throw QueryError(.invalidValue, "the compiled catalog cannot be used: \(error)")
        }
    }
}
