import Testing
import TuneQLSQLite

@Suite struct VirtualTableTests {
    private func connection(_ table: NumbersTable) throws -> Connection {
        let connection = try Connection()
        try connection.register(table, named: "the.numbers")
        return connection
    }

    @Test func `a table is read under its name, without its hidden columns`() throws {
        let rows = try connection(NumbersTable()).rows("SELECT * FROM \"the.numbers\" WHERE n > 3")
        #expect(rows == [[.integer(4), .text("four")], [.integer(5), .text("five")]])
    }

    @Test func `a request tells conditions, their collations and their values`() throws {
        let table = NumbersTable()
        _ = try connection(table).rows(
            "SELECT 1 FROM \"the.numbers\" WHERE kind = 'a' AND word = 'b' AND n IS 5 AND n > 2"
        )
        let constraints = try #require(table.requests.first).constraints
        #expect(constraints.map(\.column).sorted() == [0, 0, 1, 2])
        let kind = try #require(constraints.first { $0.column == 2 })
        #expect(kind.operation == .equal)
        #expect(kind.isUsable)
        #expect(!kind.isList)
        #expect(kind.collation == "BINARY")
        #expect(kind.value == .text("a"))
        #expect(constraints.first { $0.column == 1 }?.collation == "NOCASE")
        #expect(constraints.contains { $0.operation == .is && $0.value == .integer(5) })
        #expect(constraints.contains { $0.operation == .greater && $0.value == .integer(2) })
    }

    @Test func `a request tells the columns that are used`() throws {
        let table = NumbersTable()
        let connection = try connection(table)
        for (sql, columns) in [
            ("SELECT word FROM \"the.numbers\"", 0b10), ("SELECT count(*) FROM \"the.numbers\"", 0),
            ("SELECT n FROM \"the.numbers\" WHERE kind IS NULL", 0b101),
        ] as [(String, UInt64)] {
            table.requests = []
            _ = try connection.rows(sql)
            #expect(table.requests.first?.columnsUsed == columns, "\(sql)")
        }
    }

    @Test func `a list comes at once when the plan wants it so`() throws {
        let table = NumbersTable()
        table.answer = { request in
            let index = request.constraints.firstIndex { $0.isUsable && $0.isList } ?? 0
            return Plan(
                arguments: [.init(constraint: index, asList: true, isExact: true)],
                text: "list",
                cost: 1,
                rows: 1
            )
        }
        _ = try connection(table).rows(
            "SELECT n FROM \"the.numbers\" WHERE kind IN ('b', 'a', NULL, 'b')"
        )
        #expect(table.filters.count == 1)
        guard case .list(let values) = table.filters[0][0] else {
            Issue.record("\(table.filters)")
            return
        }
        #expect(Set(values) == [.text("a"), .text("b"), .null])
        #expect(table.planTexts == ["list"])
    }

    @Test func `without wanting it, a list is one scan for each value`() throws {
        let table = NumbersTable()
        table.answer = { request in
            guard let index = request.constraints.firstIndex(where: \.isUsable) else { return nil }
            return Plan(arguments: [.init(constraint: index)], text: "", cost: 1, rows: 1)
        }
        let rows = try connection(table).rows("SELECT n FROM \"the.numbers\" WHERE n IN (2, 4, 9)")
        #expect(table.filters.count == 3)
        #expect(rows == [[.integer(2)], [.integer(4)]])
    }

    @Test func `limit and offset are offered, and still hold when the table looks at them`() throws
    {
        let table = NumbersTable()
        table.answer = { request in
            let limits = request.constraints.indices.filter {
                [.limit, .offset].contains(request.constraints[$0].operation)
            }
            return Plan(arguments: limits.map { .init(constraint: $0) }, text: "", cost: 1, rows: 1)
        }
        let rows = try connection(table).rows("SELECT n FROM \"the.numbers\" LIMIT 2 OFFSET 1")
        #expect(rows == [[.integer(2)], [.integer(3)]])
        #expect(table.filters == [[.value(.integer(2)), .value(.integer(1))]])
    }

    @Test func `order is told`() throws {
        let table = NumbersTable()
        let rows = try connection(table).rows(
            "SELECT n FROM \"the.numbers\" ORDER BY n DESC LIMIT 1"
        )
        #expect(rows == [[.integer(5)]])
        #expect(table.requests.first?.orderingTerms == 1)
    }

    @Test func `a table that no plan reaches has no query solution`() throws {
        let table = NumbersTable()
        table.answer = { _ in nil }
        let error = #expect(throws: SQLiteError.self) {
            try connection(table).rows("SELECT n FROM \"the.numbers\"")
        }
        #expect(error?.message == "no query solution")
    }

    @Test(
        arguments: [(.filter, 0), (.advance, 2), (.column, 1)]
            as [(NumbersTable.FailingPlace, Int64)]
    )
    func `what a cursor throws arrives as it was thrown`(
        _ place: NumbersTable.FailingPlace,
        _ row: Int64
    ) throws {
        let table = NumbersTable()
        table.failing = place
        let connection = try connection(table)
        let error = #expect(throws: SQLiteError.self) {
            try connection.rows("SELECT n FROM \"the.numbers\"")
        }
        #expect(error?.message.contains("Failure") == true)
        #expect(connection.takeCallbackError() as? NumbersTable.Failure == .init(row: row))
        table.failing = nil
        #expect(try connection.rows("SELECT count(*) FROM \"the.numbers\"") == [[.integer(5)]])
    }

    @Test func `a cursor is freed with its statement, a table with its connection`() throws {
        weak var goneTable: NumbersTable?
        do {
            let table = NumbersTable()
            goneTable = table
            let connection = try connection(table)
            do {
                var statement = try connection.prepare("SELECT n FROM \"the.numbers\"")
                #expect(try statement.step())
                #expect(table.lastCursor != nil)
            }
            #expect(table.lastCursor == nil)
        }
        #expect(goneTable == nil)
    }

    @Test func `a table that is registered anew replaces the old one`() throws {
        weak var old: NumbersTable?
        let connection = try Connection()
        do {
            let table = NumbersTable()
            old = table
            try connection.register(table, named: "t")
            #expect(try connection.rows("SELECT count(*) FROM t") == [[.integer(5)]])
        }
        let fresh = NumbersTable()
        try connection.register(fresh, named: "t")
        #expect(try connection.rows("SELECT count(*) FROM t") == [[.integer(5)]])
        #expect(old == nil)
        #expect(fresh.filters.count == 1)
    }

    @Test func `a view of the main database cannot read a table`() throws {
        let connection = try connection(NumbersTable())
        try connection.execute("CREATE VIEW v AS SELECT * FROM \"the.numbers\"")
        #expect(throws: SQLiteError.self) { try connection.rows("SELECT * FROM v") }
        try connection.execute("CREATE TEMP VIEW w AS SELECT * FROM \"the.numbers\"")
        #expect(try connection.rows("SELECT count(*) FROM w") == [[.integer(5)]])
    }
}
