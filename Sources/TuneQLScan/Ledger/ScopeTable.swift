import TuneQLCalls
import TuneQLJSON
package import TuneQLSQLite

/// `catalog.last_scopes`: the calls of the previous statement, and their outcomes.
///
/// SQLite finds it in any schema; the documentation names this one.
package final class ScopeTable: VirtualTable {
    /// The table's name.
    package static let name = "last_scopes"

    fileprivate let history: ScopeHistory

    /// The table of the statements in a history.
    package init(_ history: ScopeHistory) {
        self.history = history
    }

    package var declaration: String {
        """
        CREATE TABLE last_scopes(
            resource TEXT, method TEXT, parameters \(DeclaredType.json), status TEXT,
            pages INTEGER, "rows" INTEGER, bytes INTEGER, retries INTEGER,
            code TEXT, error TEXT, help TEXT
        )
        """
    }

    package func plan(for request: PlanRequest) -> Plan? {
        Plan(arguments: [], text: "", cost: 100, rows: 100)
    }

    package func makeCursor() -> any VirtualCursor {
        ScopeCursor(self)
    }
}

/// Reads the scopes as they are when the scan starts.
private final class ScopeCursor: VirtualCursor {
    private let table: ScopeTable
    private var scopes: [CallRecord] = []
    private var row = 0

    init(_ table: ScopeTable) {
        self.table = table
    }

    var isAtEnd: Bool { row >= scopes.count }
    var rowID: Int64 { Int64(row) }

    func filter(plan: String, arguments: [FilterArgument]) {
        scopes = table.history.previous
        row = 0
    }

    func advance() {
        row += 1
    }

    func column(_ index: Int, to result: borrowing ResultContext) {
        let cells = scopes[row].cells
        result.value(index < cells.count ? cells[index] : .null)
    }
}

extension CallRecord {
    /// The cells of a row of the table.
    fileprivate var cells: [SQLiteValue] {
        [
            .text(resource), .text(method), .text(parametersJSON.text), .text(status.rawValue),
            .integer(Int64(arrived.pages)), .integer(Int64(arrived.rows)),
            .integer(Int64(arrived.bytes)),
            .integer(Int64(retries)),
        ]
            + [failure?.code.rawValue, failure?.message, failure?.help].map {
                $0.map { .text($0) } ?? .null
            }
    }

    private var parametersJSON: JSONValue {
        let members = parameters.sorted { $0.key < $1.key }
            .map { JSONMember(name: $0.key, value: .string($0.value)) }
        return .object(JSONObject(members))
    }
}
