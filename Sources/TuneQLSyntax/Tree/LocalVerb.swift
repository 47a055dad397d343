/// The verb of one of SQLite's own statements, with the kind of object that it affects.
package enum LocalVerb: Sendable, Hashable {
    case createTable, createIndex, createTrigger
    case dropTable, alterTable
    case update, delete
    case start, detach, vacuum
    /// Any other, in upper case.
    case other(String)

    /// The words of the statement in upper case, such as `UPDATE` or `DROP TABLE`.
    package var text: String {
        switch self {
        case .createTable: "CREATE TABLE"
        case .createIndex: "CREATE INDEX"
        case .createTrigger: "CREATE TRIGGER"
        case .dropTable: "DROP TABLE"
        case .alterTable: "ALTER TABLE"
        case .update: "UPDATE"
        case .delete: "DELETE"
        case .start: "START"
        case .detach: "DETACH"
        case .vacuum: "VACUUM"
        case .other(let text): text
        }
    }

    private static let named: [LocalVerb] = [
        .createTable, .createIndex, .createTrigger, .dropTable, .alterTable, .update, .delete,
        .start, .detach, .vacuum,
    ]

    init(_ text: String) {
        self = Self.named.first { $0.text == text } ?? .other(text)
    }

    /// Whether the statement changes rows of a table.
    package var changesRows: Bool { [.update, .delete].contains(self) }
}
