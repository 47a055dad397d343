import TuneQLSQLite
import TuneQLScan
import TuneQLSyntax
import TuneQLText

/// Runs an ASSERT: the first column of each row has to be true, and there has to be a row.
struct AssertRunner {
    let statement: AnalyzedStatement
    let assertion: Assertion

    func run() throws(QueryError) -> StatementResult {
        let open = try statement.prepare(statement.sql(for: assertion))
        var count = 0
        while let row = try open.nextRow() {
            count += 1
            guard row.first?.isTrue == true else { throw failure(row, count, open.columns) }
        }
        guard count > 0 else {
            throw QueryError(
                .assertion,
                "the assertion has no rows\(name)",
                range: statement.run.statement.range,
                help:
                    "at least one is needed; ASSERT NOT EXISTS (SELECT …) asserts that there is none"
            )
        }
        return StatementResult(message: "ASSERT")
    }

    private var name: String { assertion.name.map { ": \($0)" } ?? "" }

    private func failure(
        _ row: [SQLiteValue],
        _ count: Int,
        _ columns: [ResultColumn]
    ) -> QueryError {
        let found: String
        if case .expression = assertion.form {
            found = "its value is \(row.first?.shown ?? "NULL")"
        } else {
            let values = zip(columns, row).map { "\($0.name.shortened): \($1.shown)" }
            found = "row \(count) has " + values.joined(separator: ", ")
        }
        return QueryError(
            .assertion,
            "the assertion does not hold\(name)",
            range: statement.run.statement.range,
            help: found
        )
    }
}

extension AnalyzedStatement {
    /// The query whose rows an assertion is about.
    func sql(for assertion: Assertion) throws(QueryError) -> RewrittenSQL {
        switch assertion.form {
        case .query(let query): try sql(for: query)
        case .expression(let expression): try sql(for: expression)
        }
    }
}

extension SQLiteValue {
    /// Whether it is true as a condition; of texts, numbers and JSON's `true` are.
    fileprivate var isTrue: Bool {
        switch self {
        case .integer(let number): number != 0
        case .real(let number): number != 0
        case .text(let text): text == "true" || Double(text).map { $0 != 0 } ?? false
        case .null, .blob: false
        }
    }

    /// The value in a message.
    fileprivate var shown: String {
        guard self != .null else { return "NULL" }
        return text?.shortened ?? "a blob"
    }
}
