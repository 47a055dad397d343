/// The error of a statement, in terms of the text that the user wrote.
///
/// ```swift
/// do {
///     _ = try await session.run("SELECT nmae FROM google.aiplatform.tuning_jobs")
/// } catch {
///     if error.code == .unknownName { advice = error.help }
/// }
/// ```
public struct QueryError: Error, Sendable, Hashable {
    /// The ways in which a statement fails.
    ///
    /// More may be added; match the ones that you know.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The code's name, as `docs/errors.md` lists it.
        public let name: String

        private init(_ name: String) { self.name = name }

        /// The code's name.
        public var description: String { name }

        /// The text is not a statement.
        public static let syntax = Code("syntax")
        /// A table, column, method or setting has no such name.
        public static let unknownName = Code("unknown-name")
        /// A table is used without a parameter that all its methods need.
        public static let missingParameter = Code("missing-parameter")
        /// A value does not fit its column, parameter or setting.
        public static let invalidValue = Code("invalid-value")
        /// SQLite refused the statement or failed while running it.
        public static let sql = Code("sql")
        /// The service refused a call.
        public static let api = Code("api")
        /// The service could not be reached, or its response could not be read.
        public static let transport = Code("transport")
        /// A write was sent, and no response shows whether it was carried out.
        public static let unknownOutcome = Code("unknown-outcome")
        /// Credentials are missing, or the service refused them.
        public static let credentials = Code("credentials")
        /// A quota is used up.
        public static let quota = Code("quota")
        /// The statement was interrupted.
        ///
        /// ```swift
        /// let counting = Task {
        ///     let rows = try await session.run(
        ///         """
        ///         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
        ///         SELECT max(i) FROM n
        ///         """
        ///     )
        ///     for try await row in rows { print(row[0]) }
        /// }
        /// counting.cancel()
        /// let outcome = await counting.result
        /// ```
        public static let cancelled = Code("cancelled")
        /// Some rows of a write were done, and others were not.
        public static let partial = Code("partial")
        /// A list was left at the page limit.
        public static let truncated = Code("truncated")
        /// The time limit passed.
        public static let timeout = Code("timeout")
        /// Responses come from a recording, which has none for a request of the statement.
        public static let notRecorded = Code("not-recorded")
        /// The statement needs more calls than it may make.
        public static let limit = Code("limit")
        /// The condition of an ASSERT is not true.
        public static let assertion = Code("assertion")
        /// The session's policy does not allow the statement, or it was not confirmed.
        public static let forbidden = Code("forbidden")
    }

    /// The way in which it failed.
    public var code: Code
    /// The failure, in one sentence.
    public var message: String
    /// The range in the text, in UTF-8 bytes.
    ///
    /// ```swift
    /// let text = "SELECT nmae FROM google.aiplatform.tuning_jobs"
    /// do {
    ///     _ = try await session.run(text)
    /// } catch {
    ///     marked = error.range.map { String(decoding: Array(text.utf8)[$0], as: UTF8.self) }
    /// }
    /// ```
    public var range: Range<Int>?
    /// Advice on what to do next.
    public var help: String?
    /// The outcome of each row, when a statement that writes several failed midway.
    public var report: WriteReport?
    /// Details for programs that report errors in their own words; nil when the code is enough.
    package var detail: Detail?
    /// Whether a table lacks parameters; nothing was done yet, and conditions may be passed on.
    var lacksScanParameters = false
    /// Whether rows produced before the error are still valid; the error then qualifies them.
    package var keepsRows = false

    /// The subject of an error.
    package enum Detail: Sendable, Hashable {
        /// The service refused a call with this response.
        case response(status: Int, body: String)
        /// Parameters of a resource's method are missing.
        case missing([String], resource: String)
        /// The resource has no method for the statement.
        case unsupported(resource: String)
        /// Another program holds a lock on a database file.
        case lockedDatabase
        /// There is no such table.
        case unknownTable(String)
        /// There is no such column; its name may begin with that of a table.
        case unknownColumn(String)
        /// No order of the tables gives each of them the parameters that it requires.
        case noPlan
        /// A value is larger than the session allows.
        case largeValue
        /// An INSERT names more or fewer columns than it has values.
        case arity
    }

    /// Makes an error.
    public init(_ code: Code, _ message: String, range: Range<Int>? = nil, help: String? = nil) {
        self.code = code
        self.message = message
        self.range = range
        self.help = help
    }
}

extension QueryError: CustomStringConvertible {
    /// The message, and the help on a line of its own.
    public var description: String {
        help.map { "\(message)\nhelp: \($0)" } ?? message
    }
}
