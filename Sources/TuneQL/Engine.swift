public import Logging
package import TuneQLCalls
import TuneQLCatalog
import TuneQLCredentials
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
        /// A source of tables.
        public enum CatalogSource: Sendable, Hashable {
            /// The provider documents that TuneQL ships, compiled into the program.
            case embedded
            /// Your own provider documents, from `Registry.compiled()` of `TuneQLRegistry`.
            case compiled([UInt8])
            /// A file of compiled documents, which must not change while the engine uses it.
            case file(String)
            /// The catalogs that are installed in a home directory of TuneQL, each in its current
            /// version.
            case installed(String)
        }

        /// The sources of the tables; a service comes from the first that describes it.
        ///
        /// They are opened when a statement looks something up.
        ///
        /// ```swift
        /// configuration.catalogs = [.file("/etc/app/acme.catalog"), .embedded]
        /// ```
        public var catalogs: [CatalogSource] = [.embedded]
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
        /// Whether statements may use files: `readfile`, `csv_rows`, ATTACH, VACUUM INTO, PULL.
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

        /// The registry of REGISTRY LIST and PULL; without one nothing can be installed.
        package var registry: (any ProviderRegistry)?

        /// Makes a configuration that reaches the real services.
        public init(transport: any Transport = CurlTransport()) {
            self.transport = transport
        }
    }

    /// The catalogs of the configuration; none is opened before the first look-up.
    let catalogs: Catalogs
    let client: APIClient
    let logger: Logger
    let registry: (any ProviderRegistry)?
    private let database: String?
    let allowsFiles: Bool
    let maximumValueSize: Int?
    private let configuration: Configuration

    /// Makes an engine; nothing is read or connected before a statement needs it.
    ///
    /// - Parameter configuration: The settings of the engine.
    /// - Throws: ``QueryError`` when a compiled catalog or endpoints cannot be used, or when an endpoint,
    ///   a limit or `authentication` is for a service or a provider that no document has.
    public convenience init(_ configuration: Configuration = Configuration()) throws(QueryError) {
        let catalogs = try Self.catalogs(of: configuration)
        let client = try Self.client(configuration, catalogs)
        try self.init(configuration, catalogs, client)
    }

    /// Makes an engine around a client that has its own clock and retries.
    package convenience init(
        _ configuration: Configuration,
        client: APIClient
    ) throws(QueryError) {
        try self.init(configuration, Self.catalogs(of: configuration), client)
    }

    private init(
        _ configuration: Configuration,
        _ catalogs: Catalogs,
        _ client: APIClient
    ) throws(QueryError) {
        self.catalogs = catalogs
        self.client = client
        logger = configuration.logger
        registry = configuration.registry
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
            document: (try? catalogs.provider(named: provider))?.authorization,
            environment: configuration.environment,
            transport: configuration.transport.credentialTransport
        )
    }
}
