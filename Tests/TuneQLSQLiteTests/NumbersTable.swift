import TuneQLSQLite

/// A table of the numbers from 1 to 5 that notes what SQLite asks of it.
final class NumbersTable: VirtualTable {
    /// What scans throw, at which row.
    struct Failure: Error, Equatable {
        var row: Int64
    }

    enum FailingPlace {
        case filter, advance, column
    }

    var requests: [PlanRequest] = []
    var filters: [[FilterArgument]] = []
    var planTexts: [String] = []
    var answer: (PlanRequest) -> Plan? = { _ in NumbersTable.everything }
    var failing: FailingPlace?
    weak var lastCursor: NumbersCursor?

    static let everything = Plan(arguments: [], text: "all", cost: 10, rows: 5)

    let declaration =
        "CREATE TABLE numbers(n INTEGER, word TEXT COLLATE NOCASE, kind TEXT HIDDEN)"

    func plan(for request: PlanRequest) -> Plan? {
        requests.append(request)
        return answer(request)
    }

    func makeCursor() -> any VirtualCursor {
        let cursor = NumbersCursor(self)
        lastCursor = cursor
        return cursor
    }
}

final class NumbersCursor: VirtualCursor {
    private let table: NumbersTable
    private var number: Int64 = 1

    init(_ table: NumbersTable) {
        self.table = table
    }

    var isAtEnd: Bool { number > 5 }
    var rowID: Int64 { number }

    func filter(plan: String, arguments: [FilterArgument]) throws {
        table.filters.append(arguments)
        table.planTexts.append(plan)
        number = 1
        if table.failing == .filter { throw NumbersTable.Failure(row: 0) }
    }

    func advance() throws {
        number += 1
        if table.failing == .advance { throw NumbersTable.Failure(row: number) }
    }

    func column(_ index: Int, to result: borrowing ResultContext) throws {
        if table.failing == .column { throw NumbersTable.Failure(row: number) }
        switch index {
        case 0: result.integer(number)
        case 1: result.text(["one", "two", "three", "four", "five"][Int(number) - 1])
        default: result.null()
        }
    }
}

extension Connection {
    /// All rows of a statement.
    func rows(_ sql: String, _ values: [SQLiteValue] = []) throws -> [[SQLiteValue]] {
        var statement = try prepare(sql)
        for (index, value) in values.enumerated() { try statement.bind(value, at: index + 1) }
        var rows: [[SQLiteValue]] = []
        while try statement.step() {
            var row: [SQLiteValue] = []
            for column in 0..<statement.columnCount { row.append(statement.value(at: column)) }
            rows.append(row)
        }
        return rows
    }
}
