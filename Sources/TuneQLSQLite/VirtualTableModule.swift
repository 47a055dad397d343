internal import CSQLite

/// The C side of a virtual table: SQLite's callbacks, each of which finds its Swift object.
///
/// Tables are eponymous: `FROM "name"` works without CREATE VIRTUAL TABLE.
private final class RegisteredTable {
    let table: any VirtualTable
    let errors: CallbackErrors

    init(_ table: any VirtualTable, errors: CallbackErrors) {
        self.table = table
        self.errors = errors
    }
}

/// SQLite's table object, followed by the Swift object.
@unsafe private struct TableStorage {
    var base = unsafe sqlite3_vtab()
    let registered: RegisteredTable
}

/// A Swift cursor, and the record of the errors that it throws.
private final class OpenCursor {
    let cursor: any VirtualCursor
    let errors: CallbackErrors

    init(_ cursor: any VirtualCursor, errors: CallbackErrors) {
        self.cursor = cursor
        self.errors = errors
    }
}

/// SQLite's cursor object, followed by the Swift object.
///
/// Unmanaged, since counting references for every cell is a tenth of a scan. SQLite closes a cursor
/// last and never inside its callbacks, so the object outlives all of them.
@unsafe private struct CursorStorage {
    var base = unsafe sqlite3_vtab_cursor()
    let open: Unmanaged<OpenCursor>
}

extension Connection {
    /// Registers a table under a name; a name with dots has to be quoted in SQL.
    package func register(_ table: any VirtualTable, named name: String) throws(SQLiteError) {
        try register(table, named: name, sharedModule)
    }

    /// Registers a table that only schemas can name, with CREATE VIRTUAL TABLE … USING this name.
    package func registerModule(
        _ table: any VirtualTable,
        named name: String
    ) throws(SQLiteError) {
        try register(table, named: name, declaredModule)
    }

    /// The image of a database with a virtual table of each module, by the tables' names.
    package static func image(
        declaring modules: [(table: String, module: String, rows: any VirtualTable)]
    ) throws(SQLiteError) -> [UInt8] {
        let connection = try Connection()
        connection.authorizer.allowsModules = true
        for (table, module, rows) in modules {
            try connection.registerModule(rows, named: module)
            try connection.execute("CREATE VIRTUAL TABLE \(table) USING \(module)")
        }
        return try connection.image()
    }

    private func register(
        _ table: any VirtualTable,
        named name: String,
        _ module: SharedModule
    ) throws(SQLiteError) {
        let registered = unsafe Unmanaged.passRetained(
            RegisteredTable(table, errors: callbackErrors)
        )
        let code = unsafe sqlite3_create_module_v2(
            handle,
            name,
            module.pointer,
            registered.toOpaque(),
            { address in
                if let address = unsafe address {
                    unsafe Unmanaged<RegisteredTable>.fromOpaque(address).release()
                }
            }
        )
        guard code == SQLITE_OK else { throw unsafe SQLiteError(code: code, connection: handle) }
    }

    /// Unregisters a table; statements that are reading it continue.
    package func unregister(_ name: String) {
        unsafe _ = sqlite3_create_module_v2(handle, name, nil, nil, nil)
    }
}

/// A table of callbacks, allocated for the life of the process.
///
/// Unchecked: the memory is written before the first use and never again.
@safe private struct SharedModule: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<sqlite3_module>

    init(_ module: sqlite3_module) {
        unsafe pointer = .allocate(capacity: 1)
        unsafe pointer.initialize(to: module)
    }
}

private let sharedModule = SharedModule(makeModule())

/// A module with a way to create tables is not found without one.
private let declaredModule = {
    var module = makeModule()
    unsafe module.xCreate = { unsafe connect($0, $1, $4, $5) }
    unsafe module.xDestroy = { unsafe disconnect($0) }
    return SharedModule(module)
}()

private func makeModule() -> sqlite3_module {
    var module = sqlite3_module()
    module.iVersion = 0
    unsafe module.xConnect = { unsafe connect($0, $1, $4, $5) }
    unsafe module.xDisconnect = { unsafe disconnect($0) }
    unsafe module.xBestIndex = { table, info in
        guard let info = unsafe info else { return SQLITE_MISUSE }
        return unsafe bestIndex(storage(table).pointee.registered.table, info)
    }
    unsafe module.xOpen = { unsafe open($0, $1) }
    unsafe module.xClose = { unsafe close($0) }
    unsafe module.xFilter = { unsafe filter($0, $1, $2, $3, $4) }
    unsafe module.xNext = { cursor in
        unsafe attempting(cursor) { (cursor) throws in try cursor.advance() }
    }
    unsafe module.xEof = { cursor in
        unsafe storage(cursor).pointee.open._withUnsafeGuaranteedRef { $0.cursor.isAtEnd ? 1 : 0 }
    }
    unsafe module.xColumn = { cursor, context, index in
        unsafe attempting(cursor) { (cursor) throws in
            try cursor.column(Int(index), to: unsafe ResultContext(context))
        }
    }
    unsafe module.xRowid = { cursor, rowID in
        let open = unsafe storage(cursor).pointee.open.takeUnretainedValue()
        unsafe rowID?.pointee = open.cursor.rowID
        return SQLITE_OK
    }
    unsafe module.xFindFunction = { _, _, name, function, _ in
        guard let name = unsafe name.map({ unsafe String(cString: $0) }),
            name == ConditionMark.function
        else {
            return 0
        }
        unsafe function?.pointee = { context, _, _ in unsafe ResultContext(context).integer(1) }
        return SQLITE_INDEX_CONSTRAINT_FUNCTION
    }
    return module
}

private func connect(
    _ connection: OpaquePointer?,
    _ address: UnsafeMutableRawPointer?,
    _ result: UnsafeMutablePointer<UnsafeMutablePointer<sqlite3_vtab>?>?,
    _ message: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> Int32 {
    guard let address = unsafe address else { return SQLITE_MISUSE }
    let registered = unsafe Unmanaged<RegisteredTable>.fromOpaque(address).takeUnretainedValue()
    let code = unsafe sqlite3_declare_vtab(connection, registered.table.declaration)
    guard code == SQLITE_OK else { return code }
    unsafe _ = csqlite_vtab_config(
        connection,
        registered.table.isInnocuous ? SQLITE_VTAB_INNOCUOUS : SQLITE_VTAB_DIRECTONLY
    )
    let storage = UnsafeMutablePointer<TableStorage>.allocate(capacity: 1)
    unsafe storage.initialize(to: TableStorage(registered: registered))
    unsafe result?.pointee = unsafe UnsafeMutableRawPointer(storage)
        .assumingMemoryBound(to: sqlite3_vtab.self)
    return SQLITE_OK
}

private func disconnect(_ table: UnsafeMutablePointer<sqlite3_vtab>?) -> Int32 {
    let storage = unsafe storage(table)
    unsafe storage.deinitialize(count: 1)
    unsafe storage.deallocate()
    return SQLITE_OK
}

private func open(
    _ table: UnsafeMutablePointer<sqlite3_vtab>?,
    _ result: UnsafeMutablePointer<UnsafeMutablePointer<sqlite3_vtab_cursor>?>?
) -> Int32 {
    let registered = unsafe storage(table).pointee.registered
    let opened = OpenCursor(registered.table.makeCursor(), errors: registered.errors)
    let cursor = UnsafeMutablePointer<CursorStorage>.allocate(capacity: 1)
    unsafe cursor.initialize(to: CursorStorage(open: .passRetained(opened)))
    unsafe result?.pointee = unsafe UnsafeMutableRawPointer(cursor)
        .assumingMemoryBound(to: sqlite3_vtab_cursor.self)
    return SQLITE_OK
}

private func close(_ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?) -> Int32 {
    let storage = unsafe storage(cursor)
    unsafe storage.pointee.open.release()
    unsafe storage.deinitialize(count: 1)
    unsafe storage.deallocate()
    return SQLITE_OK
}

private func filter(
    _ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?,
    _ lists: Int32,
    _ text: UnsafePointer<CChar>?,
    _ count: Int32,
    _ values: UnsafeMutablePointer<OpaquePointer?>?
) -> Int32 {
    let plan = unsafe text.map { unsafe String(cString: $0) } ?? ""
    let values = unsafe UnsafeBufferPointer(start: values, count: Int(count))
    let arguments = unsafe values.enumerated().map { index, value in
        lists & 1 << index == 0
            ? unsafe FilterArgument.value(SQLiteValue(copying: value))
            : unsafe .list(listValues(value))
    }
    return unsafe attempting(cursor) { (cursor) throws in
        try cursor.filter(plan: plan, arguments: arguments)
    }
}

/// The values of an IN that were passed at once.
private func listValues(_ list: OpaquePointer?) -> [SQLiteValue] {
    var values: [SQLiteValue] = []
    var value: OpaquePointer?
    var code = unsafe sqlite3_vtab_in_first(list, &value)
    while code == SQLITE_OK, unsafe value != nil {
        unsafe values.append(SQLiteValue(copying: value))
        code = unsafe sqlite3_vtab_in_next(list, &value)
    }
    return values
}

/// Runs a cursor's method; an error is kept for the session and passed to SQLite as text.
private func attempting(
    _ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?,
    _ body: (any VirtualCursor) throws -> Void
) -> Int32 {
    unsafe storage(cursor).pointee.open._withUnsafeGuaranteedRef { open in
        do {
            try body(open.cursor)
            return SQLITE_OK
        } catch {
            unsafe report(error, recordingIn: open.errors, to: cursor?.pointee.pVtab)
            return SQLITE_ERROR
        }
    }
}

private func report(
    _ error: any Error,
    recordingIn errors: CallbackErrors,
    to table: UnsafeMutablePointer<sqlite3_vtab>?
) {
    errors.record(error)
    var message = String(describing: error)
    unsafe sqlite3_free(table?.pointee.zErrMsg)
    unsafe table?.pointee.zErrMsg = message.withUTF8 { text in
        unsafe text.withMemoryRebound(to: CChar.self) { text in
            unsafe csqlite_message(text.baseAddress, Int32(text.count))
        }
    }
}

private func storage(
    _ table: UnsafeMutablePointer<sqlite3_vtab>?
) -> UnsafeMutablePointer<TableStorage> {
    guard let table = unsafe table else { preconditionFailure("SQLite passed no table") }
    return unsafe UnsafeMutableRawPointer(table).assumingMemoryBound(to: TableStorage.self)
}

private func storage(
    _ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?
) -> UnsafeMutablePointer<CursorStorage> {
    guard let cursor = unsafe cursor else { preconditionFailure("SQLite passed no cursor") }
    return unsafe UnsafeMutableRawPointer(cursor).assumingMemoryBound(to: CursorStorage.self)
}
