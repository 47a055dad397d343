import TuneQLCatalog
import TuneQLSQLite

/// A resource where no row of it can come into a result: its columns, without any call.
final class UnreadTable: VirtualTable {
    private let table: ResourceTable

    init(_ table: ResourceTable) {
        self.table = table
    }

    var declaration: String { table.declaration }

    func plan(for request: PlanRequest) -> Plan? {
        Plan(arguments: [], text: "nothing", cost: 1, rows: 1)
    }

    func makeCursor() -> any VirtualCursor { Cursor() }

    /// Behind the last row from the start.
    private final class Cursor: VirtualCursor {
        var isAtEnd: Bool { true }
        var rowID: Int64 { 0 }
        func filter(plan: String, arguments: [FilterArgument]) {}
        func advance() {}
        func column(_ index: Int, to result: borrowing ResultContext) { result.null() }
    }
}
