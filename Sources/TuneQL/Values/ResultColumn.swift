import TuneQLScan

/// A column of a result.
///
/// ```swift
/// let jobs = try await session.run(
///     """
///     SELECT name, createTime, labels FROM google.aiplatform.tuning_jobs
///     WHERE projectsId = 'demo-project' AND locationsId = 'us-central1'
///     """
/// )
/// #expect(jobs.columns.map(\.name) == ["name", "createTime", "labels"])
/// #expect(jobs.columns.map(\.kind) == [.any, .timestamp, .json])
/// ```
public struct ResultColumn: Sendable, Hashable {
    /// The kind of a column's values, as far as it is known before the first row.
    public enum Kind: Sendable, Hashable {
        /// Unknown: each value has its own type.
        case any
        /// Integers; one that does not fit 64 bits is text.
        case integer
        /// Numbers.
        case real
        /// 1 and 0 mean true and false.
        case boolean
        /// Texts are JSON.
        case json
        /// Texts are RFC 3339 timestamps.
        case timestamp
    }

    /// The name, which AS may set.
    public var name: String
    /// The kind of the values.
    public var kind: Kind

    /// Makes a column.
    public init(name: String, kind: Kind = .any) {
        self.name = name
        self.kind = kind
    }

    init(name: String, declaredType: String?) {
        let kind: Kind =
            switch declaredType {
            case "INTEGER": .integer
            case "REAL": .real
            case "BOOLEAN": .boolean
            case DeclaredType.json: .json
            case DeclaredType.timestamp: .timestamp
            default: .any
            }
        self.init(name: name, kind: kind)
    }
}
