import TuneQLCalls
package import TuneQLCatalog
import TuneQLJSON
package import TuneQLSQLite
import TuneQLText

/// The responses of writes as a table, for RETURNING, with the columns of the resource.
package final class ResponseTable: VirtualTable {
    /// The table's name in SQLite while the rows are read.
    package static let unquotedName = "tuneql response"
    /// The name, quoted for SQL.
    package static let name = unquotedName.quotedAsName

    fileprivate let fields: [Field]
    fileprivate let pages: [JSONPage]
    /// The hidden columns: parameters with values in the statement.
    fileprivate let parameterNames: [String]
    fileprivate let arguments: [[String: String]]
    /// The form of rows' names, for parameters that the calls did not have.
    fileprivate let template: NameTemplate?
    fileprivate let nameIndex: Int?
    /// The columns that are also parameters of SELECT.
    fileprivate let sharedColumns: [SharedColumn]

    /// Reads the responses.
    ///
    /// - Parameters:
    ///   - bodies: The bodies of the responses.
    ///   - fields: The columns.
    ///   - itemsPath: The names that lead to the rows; empty if a body is one row.
    ///   - method: The method of the calls; nil for made-up responses, read with `itemsPath`.
    ///   - arguments: The arguments of the calls, one set for each response.
    ///   - resource: The resource of the rows, if their names spell parameters.
    /// - Throws: ``ScanError`` if a response cannot be read.
    package init(
        _ bodies: [[UInt8]],
        fields: [Field],
        itemsPath: [String] = [],
        by method: Method? = nil,
        arguments: [[String: String]] = [],
        of resource: Resource? = nil
    ) throws(ScanError) {
        let names = fields.map(\.name)
        let layout =
            method?.layout(columns: names)
            ?? JSONLayout(itemsPath: itemsPath, columns: names, tokenName: nil)
        do throws(JSONError) {
            pages = try bodies.map { (body) throws(JSONError) in
                try JSONPage(body, layout: layout)
            }
        } catch {
            let flaw = error.reason == .otherSpelling ? "not the service's" : "not JSON"
            throw ScanError(
                .transport,
                "the response is \(flaw): \(error.reason.rawValue), at byte \(error.offset)"
            )
        }
        self.fields = fields
        let columns = Set(fields.map { $0.name.lowercased() })
        template = resource?.nameTemplate.map(NameTemplate.init)
        nameIndex = fields.firstIndex { $0.name == resource?.nameColumn }
        sharedColumns = resource?.sharedColumns.filter { fields.indices.contains($0.place) } ?? []
        let given = Set(arguments.first?.keys.sorted() ?? [])
        parameterNames = given.union(template?.parameters ?? []).sorted()
            .filter { !columns.contains($0.lowercased()) }
        self.arguments = arguments
    }

    package var declaration: String {
        let columns = fields.map(DeclaredType.declaration)
        let hidden = parameterNames.map { "\($0.quotedAsName) TEXT HIDDEN" }
        let own = sharedColumns.map { DeclaredType.declaration(of: $0) }
        return "CREATE TABLE response(\((columns + hidden + own).joined(separator: ", ")))"
    }

    package func plan(for request: PlanRequest) -> Plan? {
        Plan(arguments: [], text: "", cost: 1, rows: 1)
    }

    package func makeCursor() -> any VirtualCursor {
        ResponseCursor(self)
    }
}

/// Reads the rows of responses.
private final class ResponseCursor: VirtualCursor {
    private let table: ResponseTable
    private let reader = CellReader()
    private var page = 0
    private var row = 0

    init(_ table: ResponseTable) {
        self.table = table
    }

    var isAtEnd: Bool { page == table.pages.count }
    var rowID: Int64 { Int64(page) << 32 + Int64(row) }

    func filter(plan: String, arguments: [FilterArgument]) {
        page = 0
        row = 0
        skipEmptyPages()
    }

    func advance() {
        row += 1
        skipEmptyPages()
    }

    private func skipEmptyPages() {
        while page < table.pages.count, row >= table.pages[page].count {
            page += 1
            row = 0
        }
    }

    /// The value of a parameter in the row's own name.
    private func spelled(_ parameter: String) -> String? {
        guard let index = table.nameIndex else { return nil }
        var name: [UInt8] = []
        let page = table.pages[page]
        let slice = page.slice(row: row, column: index)
        guard slice.kind == .string, (try? page.append(slice, to: &name)) != nil else { return nil }
        return table.template?.arguments(from: String(decoding: name, as: UTF8.self))?[parameter]
    }

    func column(_ index: Int, to result: borrowing ResultContext) throws {
        if let column = table.sharedColumns.first(where: { $0.place == index }),
            let value = table.arguments[page][column.parameter.name]
        {
            return result.text(value)
        }
        let hidden = index - table.fields.count
        guard hidden >= 0 else { return try write(cell: index, to: result) }
        guard hidden < table.parameterNames.count else {
            let column = table.sharedColumns[hidden - table.parameterNames.count]
            return try write(cell: column.place, to: result)
        }
        let name = table.parameterNames[hidden]
        let value = table.arguments[page][name] ?? spelled(name)
        return value.map { result.text($0) } ?? result.null()
    }

    private func write(cell index: Int, to result: borrowing ResultContext) throws {
        try reader.write(
            table.pages[page].slice(row: row, column: index),
            of: table.pages[page],
            as: CellType(table.fields[index].type),
            to: result
        )
    }
}
