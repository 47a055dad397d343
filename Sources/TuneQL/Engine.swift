public import Logging
package import TuneQLCalls
import TuneQLCatalog
import TuneQLCatalogData
import TuneQLCredentials
import TuneQLJSON
public import TuneQLTransport

/// A catalog of tables, and the way to the services behind them; makes sessions.
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
    /// What an engine is made from.
    ///
    /// ```swift
    /// var configuration = Engine.Configuration()
    /// configuration.database = "jobs.db"
    /// configuration.endpoints = ["google.aiplatform": "http://127.0.0.1:8080"]
    /// ```
    public struct Configuration: Sendable {
        /// Where the tables come from.
        public enum CatalogSource: Sendable, Hashable {
            /// The provider documents that TuneQL ships, compiled into the program.
            case embedded
            /// Provider documents of your own, as `Registry.compiled()` of `TuneQLRegistry` returns them.
            case compiled([UInt8])
        }

        /// Where the tables come from.
        public var catalog: CatalogSource = .embedded
        /// What carries requests; libcurl, which is loaded when the first request is made.
        ///
        /// A ``RecordingTransport`` around it keeps what it carries, a ``ReplayTransport`` in its place
        /// answers from that.
        public var transport: any Transport
        /// StackQL's `--auth` object, such as `{"google": {"type": "null_auth"}}`; where it says
        /// nothing, Google's calls carry Application Default Credentials, and those of other
        /// providers what their documents say.
        public var authentication: String?
        /// Origins by service, such as `["google.aiplatform": "http://127.0.0.1:8080"]`.
        public var endpoints: [String: String] = [:]
        /// How many requests go out, by service, instead of what the provider documents allow.
        ///
        /// `["google.aiplatform": "20/s,8"]` lets out 20 in a second at most, and has 8 under way;
        /// `off` has no limit.
        ///
        /// ```swift
        /// configuration.limits = ["google.aiplatform": "20/s,8"]
        /// ```
        public var limits: [String: String] = [:]
        /// The SQLite file that holds the local tables and views of sessions; nil for memory, which
        /// ends with each session.
        public var database: String?
        /// Whether statements may reach files that they name: `readfile`, `csv_rows`, ATTACH of a file
        /// and VACUUM INTO.
        public var allowsFiles = false
        /// The largest text, blob or row that statements may make, in bytes; nil is SQLite's own, 1 GB.
        public var maximumValueSize: Int?
        /// The environment that credentials and end points are looked for in.
        public var environment: [String: String] = [:]
        /// Told of every request, answer, repeat and wait.
        ///
        /// ```swift
        /// let (events, observation) = AsyncStream.makeStream(of: CallEvent.self)
        /// configuration.observer = { observation.yield($0) }
        /// ```
        public var observer: (@Sendable (CallEvent) -> Void)?
        /// Where the engine writes what it does: exchanges at level `debug`, failed and repeated ones at
        /// `info`, with `request-id`, `trace-id`, `method`, `url`, `status`, `bytes` and `duration` as metadata.
        public var logger = Logger(label: "tuneql", factory: { _ in SwiftLogNoOpLogHandler() })

        /// Makes a configuration that reaches the real services.
        public init(transport: any Transport = CurlTransport()) {
            self.transport = transport
        }
    }

    /// The configuration's compiled catalog; nil for the embedded one.
    private let compiled: Catalog?
    /// What the compiled catalog says of its providers' credentials.
    private let authorizations: [String: JSONValue]
    let client: APIClient
    let logger: Logger
    private let database: String?
    let allowsFiles: Bool
    let maximumValueSize: Int?
    private let configuration: Configuration

    /// Makes an engine; nothing is read or connected before a statement needs it.
    ///
    /// - Parameter configuration: What to make it from.
    /// - Throws: ``QueryError`` when the catalog or end points cannot be used, or when an end point, a
    ///   limit or `authentication` is for a service or a provider that no document has.
    public convenience init(_ configuration: Configuration = Configuration()) throws(QueryError) {
        let compiled = try Self.compiled(configuration.catalog)
        let authorizations = try Self.authorizations(of: compiled)
        let client = try Self.client(configuration, authorizations)
        try self.init(configuration, compiled, authorizations, client)
    }

    /// Makes an engine around a client, whose clock and repeats are its own.
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
    ///   - policy: What its statements may do; everything, unless it is said.
    /// - Returns: The session.
    /// - Throws: ``QueryError`` when the file cannot be opened.
    public func makeSession(
        database: String? = nil,
        policy: Session.Policy = Session.Policy()
    ) throws(QueryError) -> Session {
        try Session(engine: self, database: database ?? self.database, policy: policy)
    }

    /// A session in memory, whatever the database is: a second connection to the file would hinder
    /// the first one's commits.
    func makeScout() throws(QueryError) -> Session {
        try Session(engine: self, database: nil)
    }

    /// Which credentials the calls of a provider carry.
    func credentials(of provider: String) -> CredentialDescription {
        Credentials.describe(
            authJSON: configuration.authentication,
            provider: provider,
            document: authorizations[provider.lowercased()],
            environment: configuration.environment,
            transport: configuration.transport.credentialTransport
        )
    }

    /// What `body` reads from the catalog.
    func reading<Answer>(
        _ body: (Catalog) throws(CatalogError) -> Answer
    ) throws(QueryError) -> Answer {
        let catalog = try catalog
        do {
            return try body(catalog)
        } catch {
            throw QueryError(.sql, error.description)
        }
    }

    /// The catalog; the embedded one is opened when it is first asked for.
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

    /// The catalog that a source brings; nil for the embedded one.
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
