public import Logging
import TuneQLCatalog
import TuneQLCatalogData
public import TuneQLHTTP
import TuneQLJSON

/// A catalog of tables, and the way to the services behind them; makes sessions.
///
/// One engine serves a process: its connections to the services and its tokens are shared by all
/// sessions, and it may be used from any task.
public final class Engine: Sendable {
    /// What an engine is made from.
    public struct Configuration: Sendable {
        /// Where the provider documents come from.
        public enum CatalogSource: Sendable, Hashable {
            /// The documents that were compiled into the program.
            case embedded
            /// A directory in the format of StackQL's registry: `provider/version/provider.yaml`
            /// with `services/` beside it, one directory for each provider.
            case documents(directory: String)
        }

        /// Where the provider documents come from.
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
        public var observer: (@Sendable (CallEvent) -> Void)?
        /// Where the engine writes what it does: exchanges at level `debug`, failed and repeated ones at
        /// `info`, with `request-id`, `trace-id`, `method`, `url`, `status`, `bytes` and `duration` as metadata.
        public var logger = Logger(label: "tuneql", factory: { _ in SwiftLogNoOpLogHandler() })

        /// Makes a configuration that reaches the real services.
        public init(transport: any Transport = CurlTransport()) {
            self.transport = transport
        }
    }

    /// The catalog of the user's own documents; nil for the embedded one.
    private let documents: Catalog?
    /// What the user's own documents say of their providers' credentials.
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
    /// - Throws: ``QueryError`` when documents or end points cannot be used, or when an end point, a
    ///   limit or `authentication` is for a service or a provider that no document has.
    public convenience init(_ configuration: Configuration = Configuration()) throws(QueryError) {
        let documents = try Self.documents(configuration.catalog)
        let authorizations = try Self.authorizations(of: documents)
        let client = try Self.client(configuration, authorizations)
        try self.init(configuration, documents, authorizations, client)
    }

    /// Makes an engine around a client, whose clock and repeats are its own.
    package convenience init(
        _ configuration: Configuration,
        client: APIClient
    ) throws(QueryError) {
        let documents = try Self.documents(configuration.catalog)
        try self.init(configuration, documents, Self.authorizations(of: documents), client)
    }

    private init(
        _ configuration: Configuration,
        _ documents: Catalog?,
        _ authorizations: [String: JSONValue],
        _ client: APIClient
    ) throws(QueryError) {
        self.documents = documents
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
            if let documents { return documents }
            do {
                return try Catalog.embedded()
            } catch {
                throw QueryError(.sql, "the embedded catalog cannot be used: \(error)")
            }
        }
    }

    static func documents(
        _ source: Configuration.CatalogSource
    ) throws(QueryError) -> Catalog? {
        guard case .documents(let directory) = source else { return nil }
        do {
            return try Catalog(documents: directory)
        } catch {
            throw QueryError(.invalidValue, "the provider documents cannot be used: \(error)")
        }
    }
}
