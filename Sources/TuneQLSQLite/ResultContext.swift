internal import CSQLite

/// The result of a virtual table's column or of a function, to be set once.
@safe package struct ResultContext: ~Copyable {
    private let context: OpaquePointer?

    init(_ context: OpaquePointer?) {
        unsafe self.context = context
    }

    package func null() { unsafe sqlite3_result_null(context) }

    package func integer(_ value: Int64) { unsafe sqlite3_result_int64(context, value) }

    package func real(_ value: Double) { unsafe sqlite3_result_double(context, value) }

    /// Sets a copy of UTF-8 text as the result.
    ///
    /// Always a copy: `min()` and `max()` keep a static pointer beyond the page it points into.
    package func text(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { bytes in
                unsafe sqlite3_result_text64(
                    context,
                    bytes.baseAddress ?? empty,
                    UInt64(bytes.count),
                    csqlite_transient(),
                    UInt8(SQLITE_UTF8)
                )
            }
        }
    }

    package func text(_ text: String) {
        self.text(text.utf8.span)
    }

    package func blob(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { bytes in
            unsafe sqlite3_result_blob64(
                context,
                bytes.baseAddress ?? UnsafeRawPointer(empty),
                UInt64(bytes.count),
                csqlite_transient()
            )
        }
    }

    package func value(_ value: SQLiteValue) {
        switch value {
        case .null: null()
        case .integer(let value): integer(value)
        case .real(let value): real(value)
        case .text(let text): self.text(text)
        case .blob(let bytes): blob(bytes)
        }
    }

    func fail(_ message: String) {
        var message = message
        message.withUTF8 { text in
            unsafe text.withMemoryRebound(to: CChar.self) { text in
                unsafe sqlite3_result_error(context, text.baseAddress, Int32(text.count))
            }
        }
    }

    /// A pointer that is not nil, since SQLite takes nil for NULL.
    private var empty: UnsafePointer<CChar> {
        unsafe UnsafePointer(bitPattern: 1).unsafelyUnwrapped
    }
}
