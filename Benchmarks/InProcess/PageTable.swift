import TuneQL
import TuneQLJSON
import TuneQLSQLite
import TuneQLScan

/// A page of texts as a table, read over and over.
final class PageTable: VirtualTable {
    let page: JSONPage
    let repetitions: Int

    init(_ page: JSONPage, repeated repetitions: Int) {
        self.page = page
        self.repetitions = repetitions
    }

    var declaration: String {
        "CREATE TABLE pages(\(page.layout.columns.map { "\($0) TEXT" }.joined(separator: ", ")))"
    }

    func plan(for request: PlanRequest) -> Plan? {
        Plan(arguments: [], text: "", cost: 1, rows: Int64(repetitions * page.count))
    }

    func makeCursor() -> any VirtualCursor {
        Cursor(self)
    }

    private final class Cursor: VirtualCursor {
        private let page: JSONPage
        private let repetitions: Int
        private let reader = CellReader()
        private var row = 0
        private var repetition = 0

        init(_ table: PageTable) {
            page = table.page
            repetitions = table.repetitions
        }

        func filter(plan: String, arguments: [FilterArgument]) {
            row = 0
            repetition = 0
        }

        func advance() {
            row += 1
            guard row == page.count else { return }
            row = 0
            repetition += 1
        }

        var isAtEnd: Bool { repetition == repetitions }

        var rowID: Int64 { Int64(repetition * page.count + row) }

        func column(_ index: Int, to result: borrowing ResultContext) throws {
            let slice = page.slice(row: row, column: index)
            try reader.write(slice, of: page, as: .plain, to: result)
        }
    }
}
