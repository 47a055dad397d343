internal import CSQLite

/// xBestIndex: makes SQLite's offer a ``PlanRequest``, and the table's ``Plan`` the result.
func bestIndex(
    _ table: any VirtualTable,
    _ info: UnsafeMutablePointer<sqlite3_index_info>
) -> Int32 {
    guard let plan = unsafe table.plan(for: PlanRequest(info)) else { return SQLITE_CONSTRAINT }
    var lists: Int32 = 0
    for (index, argument) in plan.arguments.enumerated() {
        unsafe info.pointee.aConstraintUsage[argument.constraint].argvIndex = Int32(index + 1)
        unsafe info.pointee.aConstraintUsage[argument.constraint].omit = argument.isExact ? 1 : 0
        if argument.asList {
            unsafe _ = sqlite3_vtab_in(info, Int32(argument.constraint), 1)
            lists |= 1 << index
        }
    }
    var text = plan.text
    unsafe info.pointee.idxStr = text.withUTF8 { bytes in
        unsafe bytes.withMemoryRebound(to: CChar.self) { bytes in
            unsafe csqlite_message(bytes.baseAddress, Int32(bytes.count))
        }
    }
    // Without its text, the cursor would run a different plan.
    guard unsafe info.pointee.idxStr != nil else { return SQLITE_NOMEM }
    unsafe info.pointee.needToFreeIdxStr = 1
    unsafe info.pointee.idxNum = lists
    unsafe info.pointee.estimatedCost = plan.cost
    unsafe info.pointee.estimatedRows = plan.rows
    return SQLITE_OK
}

extension PlanRequest {
    init(_ info: UnsafeMutablePointer<sqlite3_index_info>) {
        self.init(
            constraints: unsafe (0..<Int(info.pointee.nConstraint)).map {
                unsafe PlanConstraint(info, at: $0)
            },
            columnsUsed: unsafe info.pointee.colUsed,
            orderingTerms: unsafe Int(info.pointee.nOrderBy)
        )
    }
}

extension PlanConstraint {
    fileprivate init(_ info: UnsafeMutablePointer<sqlite3_index_info>, at index: Int) {
        let constraint = unsafe info.pointee.aConstraint[index]
        let operation = Operation(constraint.op)
        let isBound = operation == .limit || operation == .offset
        var right: OpaquePointer?
        let hasValue = unsafe sqlite3_vtab_rhs_value(info, Int32(index), &right) == SQLITE_OK
        let collation = isBound ? nil : unsafe sqlite3_vtab_collation(info, Int32(index))
        self.init(
            column: isBound ? -1 : Int(constraint.iColumn),
            operation: operation,
            isUsable: constraint.usable != 0,
            isList: unsafe sqlite3_vtab_in(info, Int32(index), -1) != 0,
            collation: unsafe collation.map { unsafe String(cString: $0) } ?? "BINARY",
            value: hasValue ? unsafe SQLiteValue(copying: right) : nil
        )
    }
}

extension PlanConstraint.Operation {
    fileprivate init(_ code: UInt8) {
        switch Int32(code) {
        case SQLITE_INDEX_CONSTRAINT_EQ: self = .equal
        case SQLITE_INDEX_CONSTRAINT_IS: self = .is
        case SQLITE_INDEX_CONSTRAINT_LIMIT: self = .limit
        case SQLITE_INDEX_CONSTRAINT_OFFSET: self = .offset
        case SQLITE_INDEX_CONSTRAINT_NE: self = .notEqual
        case SQLITE_INDEX_CONSTRAINT_ISNOT: self = .isNot
        case SQLITE_INDEX_CONSTRAINT_ISNULL: self = .isNull
        case SQLITE_INDEX_CONSTRAINT_ISNOTNULL: self = .isNotNull
        case SQLITE_INDEX_CONSTRAINT_LT: self = .less
        case SQLITE_INDEX_CONSTRAINT_LE: self = .lessOrEqual
        case SQLITE_INDEX_CONSTRAINT_GT: self = .greater
        case SQLITE_INDEX_CONSTRAINT_GE: self = .greaterOrEqual
        case SQLITE_INDEX_CONSTRAINT_FUNCTION: self = .mark
        default: self = .other(code)
        }
    }
}
