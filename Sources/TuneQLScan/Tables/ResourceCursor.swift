import TuneQLCalls
import TuneQLCatalog
import TuneQLJSON
import TuneQLSQLite

/// A scan of a resource: calls, their pages, and SQLite's current row.
final class ResourceCursor: VirtualCursor {
    private let table: ResourceTable
    private let context: StatementContext
    private let reader = CellReader()

    private var scan: ScanRequest
    private var list: ScanPages?
    /// The rows of calls that were recorded instead of made.
    private var probed: ArraySlice<DeliveredPage> = []
    private var nextPage = 0
    private var delivery: DeliveredPage?
    /// The rows of `delivery`, by themselves: copying all of it would cost more than reading a cell.
    private var page: JSONPage?
    /// The call that the current page belongs to.
    private var call: MethodCall?
    private var row = 0
    /// Selects the rows by the names in the statement; nil if all match.
    private var names: NameCheck?
    /// The values of the hidden columns that are arguments of the current call.
    private var given: [SQLiteValue?] = []
    /// The values that the current call sends, by column; empty if no column is also a parameter.
    private var sent: [SQLiteValue?] = []

    init(table: ResourceTable, context: StatementContext) {
        self.table = table
        self.context = context
        scan = ScanRequest(of: table.resource.id)
    }

    var isAtEnd: Bool { page == nil }

    func filter(plan: String, arguments: [FilterArgument]) throws {
        list = nil
        probed = []
        scan = try ScanRequest(
            plan: context.plan(plan, of: table.resource.id),
            arguments: arguments,
            of: table,
            context
        )
        delivery = nil
        page = nil
        row = 0
        names = nil
        let place = ScanPlace(resource: table.resource.id, plan: plan)
        guard !scan.calls.isEmpty else {
            context.idlePlaces.insert(place)
            return
        }
        switch context.mode {
        case .explain(let rows): try probe(rows, at: place)
        case .scout(place, let window):
            try scout(window)
        case .run, .scout:
            try context.store.checkBudget(for: scan.key)
            if !context.store.hasListed(scan.key) { context.fanOut?.record(scan.key, at: place) }
            list = context.store.list(of: scan.key)
            nextPage = 0
            names = NameCheck(scan)
            try turnPage()
            try skipRows()
        }
    }

    /// Records the calls instead of making them, and returns a made-up row for each of them.
    ///
    /// The rows have the parameters of their calls, so that inner scans are reached too.
    private func probe(_ rows: ProbeRows, at place: ScanPlace) throws {
        let resource = table.resource
        context.record(.init(resource: resource, key: scan.key, places: [place]))
        guard !context.traits.isRecursive,
            let item = rows.item(of: resource, columns: scan.layoutColumns)
        else { return }
        let layout = JSONLayout(itemsPath: [], columns: scan.layoutColumns, tokenName: nil)
        let page = try JSONPage(Array(item.utf8), layout: layout)
        probed = scan.calls.indices.map { DeliveredPage(call: $0, page: page) }[...]
        try turnPage()
    }

    /// Starts the scan ahead of the statement.
    private func scout(_ window: ScoutWindow) throws(ScanError) {
        guard !context.store.hasStarted(scan.key) else { return }
        guard window.admit(scan.key, on: context.executor) else { throw ScanError.cancelled }
        _ = context.store.list(of: scan.key)
    }

    func advance() throws {
        try step()
        if names != nil { try skipRows() }
    }
}

// MARK: - Pages

extension ResourceCursor {
    private func step() throws(ScanError) {
        row += 1
        if let page, row < page.count { return }
        try turnPage()
    }

    /// Moves on to the next row whose name matches.
    private func skipRows() throws(ScanError) {
        while let page, let call = delivery?.call,
            let matches = names?.admits(rowName(in: page), of: call), !matches
        { try step() }
    }

    /// Moves to the first row of the next page that has rows.
    private func turnPage() throws(ScanError) {
        row = 0
        repeat {
            delivery = try list?.page(at: nextPage, on: context.executor) ?? probed.popFirst()
            nextPage += 1
        } while delivery?.page.count == 0
        page = delivery?.page
        guard let delivery else { return }
        let call = scan.calls[delivery.call]
        self.call = call
        given = values(givenBy: call)
        sent = values(sentBy: call)
    }
}

// MARK: - Cells

extension ResourceCursor {
    func column(_ index: Int, to result: borrowing ResultContext) throws {
        guard let page else { return result.null() }
        if index < sent.count, let value = sent[index] { return result.value(value) }
        if index >= table.firstOwnColumn {
            let place = table.sharedColumns[index - table.firstOwnColumn].place
            return try write(cell: place, in: page, to: result)
        }
        guard index < table.cellTypes.count else {
            return write(parameter: index - table.cellTypes.count, in: page, to: result)
        }
        try write(cell: index, in: page, to: result)
    }

    /// A cell of the row itself.
    private func write(
        cell index: Int,
        in page: JSONPage,
        to result: borrowing ResultContext
    ) throws {
        let cell = scan.cellIndex[index]
        guard cell >= 0 else { return result.null() }
        do {
            try reader.write(
                page.slice(row: row, column: cell),
                of: page,
                as: table.cellTypes[index],
                to: result
            )
        } catch {
            context.store.forget(scan.key)
            guard let call else { throw error }
            let malformed = context.client.malformedCell(error, of: call)
            delivery?.entry?.end(.failed, malformed)
            throw ScanError(malformed)
        }
    }

    /// The parameters that a call was made with, as the statement spells them, or their defaults.
    private func values(givenBy call: MethodCall) -> [SQLiteValue?] {
        table.hiddenParameters.map { parameter in
            (call.arguments[parameter.name] ?? call.value(of: parameter.name))
                .map { SQLiteValue($0, as: parameter.type) }
        }
    }

    /// The statement's own values of the parameters that are columns of the row as well.
    private func values(sentBy call: MethodCall) -> [SQLiteValue?] {
        guard !table.sharedColumns.isEmpty else { return [] }
        var values = [SQLiteValue?](repeating: nil, count: table.cellTypes.count)
        for column in table.sharedColumns {
            values[column.place] = call.arguments[column.parameter.name].map {
                SQLiteValue($0, as: column.hasOneType ? column.parameter.type : column.field.type)
            }
        }
        return values
    }

    /// A parameter's value: the call's argument, or the part of the row's own name.
    private func write(
        parameter: Int,
        in page: JSONPage,
        to result: borrowing ResultContext
    ) {
        if let value = given[parameter] { return result.value(value) }
        guard let name = rowName(in: page),
            let value = scan.template?.arguments(from: name)?[
                table.hiddenParameters[parameter].name
            ]
        else { return result.null() }
        result.text(value)
    }

    private func rowName(in page: JSONPage) -> String? {
        guard let cell = scan.nameCell, let text = text(of: cell, in: page) else { return nil }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a cell that holds a string.
    private func text(of cell: Int, in page: JSONPage) -> [UInt8]? {
        let slice = page.slice(row: row, column: cell)
        var text: [UInt8] = []
        guard slice.kind == .string || slice.kind == .escapedString,
            (try? page.append(slice, to: &text)) != nil
        else { return nil }
        return text
    }

    /// The values that identify the row, in order; nil if the row lacks one.
    private func identity(in page: JSONPage) -> [[UInt8]]? {
        guard let identity = scan.identity else { return nil }
        let texts = identity.cells.compactMap { text(of: $0, in: page) }
        guard texts.count == identity.cells.count else { return nil }
        let arguments = call?.arguments ?? [:]
        return texts + identity.parameters.map { Array((arguments[$0] ?? "").utf8) }
    }

    /// A hash of the row's identity where SQLite compares rowids, elsewhere of its position.
    ///
    /// With the identity, a row that two scans find counts as one.
    var rowID: Int64 {
        guard let delivery, let page else { return 0 }
        var hasher = StableHasher()
        if let identity = identity(in: page) {
            for part in identity { hasher.combine(part) }
        } else {
            for (name, value) in (call?.arguments ?? [:]).sorted(by: { $0.key < $1.key }) {
                hasher.combine(name.utf8)
                hasher.combine(value.utf8)
            }
            hasher.combine(delivery.next.map { Array($0.text.utf8) } ?? [])
            hasher.combine(String(row).utf8)
        }
        return hasher.value
    }
}

extension SQLiteValue {
    /// The value of a parameter as its column's type stores it.
    fileprivate init(_ text: String, as type: FieldType) {
        switch type {
        case .int64String, .integer: self = Int64(text).map { .integer($0) } ?? .text(text)
        case .number:
            let number = Double(text).flatMap { $0.isFinite ? $0 : nil }
            self = number.map { .real($0) } ?? .text(text)
        case .boolean where text == "1" || text == "0": self = .integer(text == "1" ? 1 : 0)
        default: self = .text(text)
        }
    }
}
