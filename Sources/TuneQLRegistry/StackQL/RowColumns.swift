import TuneQLCatalog

/// The columns of a resource: what its SELECT methods' rows consist of.
struct RowColumns {
    private(set) var columns: [Field] = []
    private var places: [String: Int] = [:]
    /// The types of rows without known members, by the position of their method.
    private var plainRows: [Int: FieldType] = [:]
    private var count = 0

    /// Adds the next method, with the type of its rows.
    mutating func add(_ row: FieldType?, of method: Method, reader: TypeReader) {
        defer { count += 1 }
        if method.rows.form == .contents {
            if method.verb == .select { merge(Field(name: RowSource.contentsColumn, type: .any)) }
            return
        }
        if let scope = method.rows.scopeColumn, method.verb == .select {
            merge(Field(name: scope, type: .string(format: nil)))
        }
        guard let row else { return }
        if case .message(let name) = row, let message = reader[name], !message.fields.isEmpty {
            guard method.verb == .select else { return }
            for field in message.fields { merge(field) }
        } else {
            plainRows[count] = row
        }
    }

    /// Adds a column that only a later method's rows have; one of another type may be anything.
    private mutating func merge(_ field: Field) {
        let name = field.name.lowercased()
        guard let place = places[name] else {
            places[name] = columns.count
            columns.append(field)
            return
        }
        if columns[place].type != field.type { columns[place].type = .any }
    }

    /// The methods, of which those with plain rows have these in a column of their own.
    ///
    /// Rows of free members keep the columns that other methods have, where there are any.
    mutating func completed(_ methods: [Method]) -> [Method] {
        var methods = methods
        let hasColumns = !columns.isEmpty
        for (index, type) in plainRows.sorted(by: { $0.key < $1.key }) {
            let isEmpty = type.isMessage && methods[index].verb != .select
            if isEmpty || hasColumns && type.isObject { continue }
            methods[index].rows.form = .values
            if methods[index].verb == .select {
                merge(Field(name: RowSource.valueColumn, type: type))
            }
        }
        return methods
    }
}

extension FieldType {
    fileprivate var isMessage: Bool {
        guard case .message = self else { return false }
        return true
    }

    /// Whether values may be objects.
    fileprivate var isObject: Bool {
        switch self {
        case .map, .any, .message: true
        default: false
        }
    }
}
