import TuneQLCatalog
import TuneQLJSON
import TuneQLScan

/// The responses of an EXEC in a FROM: the table that the rest of its statement reads.
struct ExecTable: Sendable {
    /// The name under which SQLite knows it.
    var name: String
    var method: Method
    /// The method's resource, with the columns of the rows.
    var resource: Resource
    /// The member names that lead from a response to its rows.
    var itemsPath: [String] = []
    /// Whether parameters are read from the rows' names.
    var namesParameters = false
    /// The response bodies; none before the call is made.
    var responses: [[UInt8]] = []
    /// The parameters of the calls, one set for each response.
    var arguments: [[String: String]] = []
    /// The steps that EXPLAIN shows for the calls.
    var shownSteps: [ExplainedStep] = []
    /// The error that follows the rows of the statement.
    var failure: QueryError?

    /// The rows for SQLite.
    func responseTable() throws(QueryError) -> ResponseTable {
        try QueryError.converting { () throws(ScanError) in
            try ResponseTable(
                responses,
                fields: resource.columns,
                itemsPath: itemsPath,
                by: itemsPath == method.rows.memberNames ? method : nil,
                arguments: arguments,
                of: namesParameters ? resource : nil
            )
        }
    }
}

extension ExecTable {
    /// The columns of a report, which has a row for the outcome of each call.
    static func reportColumns(
        _ arguments: [String],
        with extra: [CallOutcome].Extra,
        response: String?
    ) -> [Field] {
        let text = FieldType.string(format: nil)
        let fixed = ["status", "error"] + extra.names
        let given = arguments.filter { !fixed.contains($0.lowercased()) }
        return (given + fixed).map { name in
            let isResponse = name == "response" && extra.names.contains(name)
            let type = response.map { FieldType.message($0) } ?? .any
            return Field(name: name, type: isResponse ? type : text)
        }
    }

    /// A report as a response body that holds its rows.
    static func response(_ report: WriteReport) -> [UInt8] {
        let rows = report.rows.map { row in
            JSONValue.object(
                JSONObject(
                    zip(report.columns, row).map { JSONMember(name: $0.name, value: $1.json) }
                )
            )
        }
        let page: JSONValue = ["rows": .array(rows)]
        return Array(page.text.utf8)
    }
}

extension [CallOutcome].Extra {
    /// The names of the columns that a report shows besides status and error.
    var names: [String] {
        switch self {
        case .nothing: []
        case .state: ["state"]
        case .response: ["response"]
        }
    }
}

extension Value {
    fileprivate var json: JSONValue {
        switch self {
        case .null, .blob: .null
        case .integer(let value): .number(String(value))
        case .real(let value): value.isFinite ? .number(String(value)) : .null
        case .text(let text): .string(text)
        case .json(let text): (try? JSONValue(parsing: text)) ?? .string(text)
        case .boolean(let value): .bool(value)
        }
    }
}
