internal import CSQLite

/// A SQL function, as the connection stores it.
private final class ScalarFunction {
    let body: ([SQLiteValue]) throws -> SQLiteValue
    let errors: CallbackErrors

    init(_ body: @escaping ([SQLiteValue]) throws -> SQLiteValue, errors: CallbackErrors) {
        self.body = body
        self.errors = errors
    }
}

/// An ordering of texts, as the connection stores it.
private final class Collation {
    let order: (Span<UInt8>, Span<UInt8>) -> Int

    init(_ order: @escaping (Span<UInt8>, Span<UInt8>) -> Int) {
        self.order = order
    }
}

extension Connection {
    /// Defines a scalar function, whose result normally depends on its arguments alone.
    ///
    /// - Parameters:
    ///   - name: The name in SQL.
    ///   - argumentCount: The number of arguments; -1 takes any number.
    ///   - readsOutside: Whether the result depends on more than the arguments; such a function
    ///     works only in statements and temporary views, not in the schema of a file.
    ///   - body: Returns the result; a thrown error ends the statement.
    /// - Throws: ``SQLiteError`` when SQLite refuses the name.
    package func defineFunction(
        _ name: String,
        argumentCount: Int,
        readsOutside: Bool = false,
        body: @escaping ([SQLiteValue]) throws -> SQLiteValue
    ) throws(SQLiteError) {
        let function = unsafe Unmanaged.passRetained(ScalarFunction(body, errors: callbackErrors))
        let code = unsafe sqlite3_create_function_v2(
            handle,
            name,
            Int32(argumentCount),
            SQLITE_UTF8
                | (readsOutside ? SQLITE_DIRECTONLY : SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS),
            function.toOpaque(),
            { context, count, values in
                guard let address = unsafe sqlite3_user_data(context) else { return }
                let function = unsafe Unmanaged<ScalarFunction>.fromOpaque(address)
                    .takeUnretainedValue()
                let values = unsafe UnsafeBufferPointer(start: values, count: Int(count))
                unsafe evaluate(
                    function,
                    unsafe values.map { unsafe SQLiteValue(copying: $0) },
                    to: ResultContext(context)
                )
            },
            nil,
            nil,
            { address in
                if let address = unsafe address {
                    unsafe Unmanaged<ScalarFunction>.fromOpaque(address).release()
                }
            }
        )
        guard code == SQLITE_OK else { throw unsafe SQLiteError(code: code, connection: handle) }
    }

    /// Defines a collation; `order` returns a negative, zero or positive number, as `memcmp` does.
    package func defineCollation(
        _ name: String,
        order: @escaping (Span<UInt8>, Span<UInt8>) -> Int
    ) throws(SQLiteError) {
        let collation = unsafe Unmanaged.passRetained(Collation(order))
        let code = unsafe sqlite3_create_collation_v2(
            handle,
            name,
            SQLITE_UTF8,
            collation.toOpaque(),
            { address, leftCount, left, rightCount, right in
                guard let address = unsafe address else { return 0 }
                let collation = unsafe Unmanaged<Collation>.fromOpaque(address)
                    .takeUnretainedValue()
                let left = unsafe UnsafeRawBufferPointer(start: left, count: Int(leftCount))
                let right = unsafe UnsafeRawBufferPointer(start: right, count: Int(rightCount))
                return unsafe Int32(
                    collation.order(
                        Span(_unsafeBytes: left),
                        Span(_unsafeBytes: right)
                    ).signum()
                )
            },
            { address in
                if let address = unsafe address {
                    unsafe Unmanaged<Collation>.fromOpaque(address).release()
                }
            }
        )
        guard code == SQLITE_OK else { throw unsafe SQLiteError(code: code, connection: handle) }
    }
}

private func evaluate(
    _ function: ScalarFunction,
    _ arguments: [SQLiteValue],
    to result: borrowing ResultContext
) {
    do {
        result.value(try function.body(arguments))
    } catch {
        function.errors.record(error)
        result.fail(String(describing: error))
    }
}
