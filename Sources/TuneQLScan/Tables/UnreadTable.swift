import TuneQLCatalog
package import TuneQLSQLite

/// A resource none of whose rows can be part of a result: its columns, without any call.
package final class UnreadTable: VirtualTable {
    private let table: ResourceTable

    /// The same table without rows.
    package init(_ table: ResourceTable) {
        self.table = table
    }

    package var declaration: String { table.declaration }

    package func plan(for request: PlanRequest) -> Plan? {
        Plan(arguments: [], text: "nothing", cost: 1, rows: 1)
    }

    package func makeCursor() -> any VirtualCursor { Cursor() }

    /// A cursor without rows.
    private final class Cursor: VirtualCursor {
        var isAtEnd: Bool { true }
        var rowID: Int64 { 0 }
        func filter(plan: String, arguments: [FilterArgument]) {}
        func advance() {}
        func column(_ index: Int, to result: borrowing ResultContext) { result.null() }
    }
}
