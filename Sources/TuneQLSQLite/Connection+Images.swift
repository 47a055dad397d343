import TuneQLText

internal import CSQLite

extension Connection {
    /// The bytes of a database, as a file would hold them.
    package func image(of schema: String = "main") throws(SQLiteError) -> [UInt8] {
        var count: sqlite3_int64 = 0
        guard let bytes = unsafe sqlite3_serialize(handle, schema, &count, 0) else {
            throw SQLiteError(code: SQLITE_NOMEM, message: "the database \(schema) has no image")
        }
        defer { unsafe sqlite3_free(bytes) }
        return unsafe [UInt8](UnsafeBufferPointer(start: bytes, count: Int(count)))
    }

    /// Attaches a copy of a database image under a name, for reading only.
    package func attach(image: [UInt8], as schema: String) throws(SQLiteError) {
        try execute("ATTACH ':memory:' AS \(schema.quotedAsName)")
        try load(image, as: schema)
    }

    /// Replaces the connection's own database with a copy of an image, for reading only.
    package func restore(image: [UInt8]) throws(SQLiteError) {
        try load(image, as: "main")
    }

    private func load(_ image: [UInt8], as schema: String) throws(SQLiteError) {
        let count = sqlite3_uint64(image.count)
        guard let memory = unsafe sqlite3_malloc64(count) else {
            throw SQLiteError(code: SQLITE_NOMEM, message: "no memory for \(image.count) bytes")
        }
        unsafe image.withUnsafeBytes { source in
            unsafe UnsafeMutableRawBufferPointer(start: memory, count: source.count)
                .copyMemory(from: source)
        }
        // SQLite makes room for the image with an ATTACH of its own.
        let allowsFiles = allowsFiles
        self.allowsFiles = true
        defer { self.allowsFiles = allowsFiles }
        let flags = UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY)
        let code = unsafe sqlite3_deserialize(
            handle,
            schema,
            memory.assumingMemoryBound(to: UInt8.self),
            Int64(count),
            Int64(count),
            flags
        )
        guard code == SQLITE_OK else { throw unsafe SQLiteError(code: code, connection: handle) }
    }
}
