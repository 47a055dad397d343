import Synchronization

internal import CSQLite

/// A SQLite file system whose only files are ``DatabasePages``, opened once each by their names.
enum PageFiles {
    static let name = "tuneql_pages"

    /// The pages that are waiting to be opened, by the names of their files.
    private static let waiting = Mutex<(count: Int, pages: [String: DatabasePages])>((0, [:]))

    /// Makes pages openable; returns the name of their file.
    static func add(_ pages: DatabasePages) -> String {
        _ = isRegistered
        return waiting.withLock { waiting in
            waiting.count += 1
            let name = "pages-\(waiting.count)"
            waiting.pages[name] = pages
            return name
        }
    }

    /// The pages of a file, which nothing else can open afterwards.
    static func take(_ name: String) -> DatabasePages? {
        waiting.withLock { $0.pages.removeValue(forKey: name) }
    }

    /// Registered with SQLite once, for the life of the process.
    private static let isRegistered: Bool = {
        guard let usual = unsafe sqlite3_vfs_find(nil) else { return false }
        let system = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        unsafe system.initialize(to: fileSystem(like: usual.pointee))
        return unsafe sqlite3_vfs_register(system, 0) == SQLITE_OK
    }()

    /// The name for SQLite, which keeps the pointer.
    private static var permanentName: UnsafeMutablePointer<CChar> {
        let characters = Array(name.utf8CString)
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: characters.count)
        unsafe copy.initialize(from: characters, count: characters.count)
        return unsafe copy
    }

    /// The usual file system's clock and randomness, with files of our own.
    private static func fileSystem(like usual: sqlite3_vfs) -> sqlite3_vfs {
        var system = unsafe usual
        unsafe system.pNext = nil
        unsafe system.szOsFile = Int32(MemoryLayout<PageFile>.size)
        unsafe system.zName = UnsafePointer(permanentName)
        unsafe system.xOpen = { unsafe openPages($1, $2, $4) }
        unsafe system.xDelete = { _, _, _ in SQLITE_READONLY }
        // There are no journals.
        unsafe system.xAccess = { _, _, _, result in
            unsafe result?.pointee = 0
            return SQLITE_OK
        }
        unsafe system.xFullPathname = { _, name, size, result in
            guard let name = unsafe name, let result = unsafe result else { return SQLITE_MISUSE }
            for index in 0..<Int(size) {
                unsafe result[index] = unsafe name[index]
                if unsafe name[index] == 0 { return SQLITE_OK }
            }
            return SQLITE_CANTOPEN
        }
        return unsafe system
    }
}

/// SQLite's file object, followed by ours.
@unsafe private struct PageFile {
    var base = unsafe sqlite3_file()
    let pages: Unmanaged<OpenPages>
}

private final class OpenPages {
    let pages: DatabasePages
    let byteCount: Int

    init(_ pages: DatabasePages) {
        self.pages = pages
        byteCount = pages.byteCount
    }
}

/// The only table of callbacks, allocated for the life of the process.
///
/// Unchecked: the memory is written before the first use and never again.
@safe private struct SharedMethods: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<sqlite3_io_methods>

    init() {
        unsafe pointer = .allocate(capacity: 1)
        unsafe pointer.initialize(to: makeMethods())
    }
}

private let sharedMethods = SharedMethods()

private func openPages(
    _ name: UnsafePointer<CChar>?,
    _ file: UnsafeMutablePointer<sqlite3_file>?,
    _ flags: UnsafeMutablePointer<Int32>?
) -> Int32 {
    guard let file = unsafe file else { return SQLITE_MISUSE }
    // SQLite closes only files with methods.
    unsafe file.pointee.pMethods = nil
    guard let name = unsafe name.map({ unsafe String(cString: $0) }),
        let pages = PageFiles.take(name)
    else { return SQLITE_CANTOPEN }
    let storage = unsafe storage(file)
    unsafe storage.initialize(to: PageFile(pages: .passRetained(OpenPages(pages))))
    unsafe storage.pointee.base.pMethods = unsafe UnsafePointer(sharedMethods.pointer)
    unsafe flags?.pointee = SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB
    return SQLITE_OK
}

private func makeMethods() -> sqlite3_io_methods {
    var methods = sqlite3_io_methods()
    methods.iVersion = 1
    unsafe methods.xClose = { file in
        guard let file = unsafe file else { return SQLITE_MISUSE }
        unsafe storage(file).pointee.pages.release()
        unsafe file.pointee.pMethods = nil
        return SQLITE_OK
    }
    unsafe methods.xRead = { unsafe readPages($0, $1, Int($2), Int($3)) }
    unsafe methods.xWrite = { _, _, _, _ in SQLITE_READONLY }
    unsafe methods.xTruncate = { _, _ in SQLITE_READONLY }
    unsafe methods.xSync = { _, _ in SQLITE_OK }
    unsafe methods.xFileSize = { file, size in
        guard let file = unsafe file else { return SQLITE_MISUSE }
        unsafe size?.pointee = Int64(open(file).byteCount)
        return SQLITE_OK
    }
    unsafe methods.xLock = { _, _ in SQLITE_OK }
    unsafe methods.xUnlock = { _, _ in SQLITE_OK }
    unsafe methods.xCheckReservedLock = { _, result in
        unsafe result?.pointee = 0
        return SQLITE_OK
    }
    unsafe methods.xFileControl = { _, _, _ in SQLITE_NOTFOUND }
    unsafe methods.xSectorSize = { _ in Int32(DatabasePages.pageSize) }
    unsafe methods.xDeviceCharacteristics = { _ in SQLITE_IOCAP_IMMUTABLE }
    return methods
}

/// Reads bytes; those beyond the end are zero, as SQLite asks for.
private func readPages(
    _ file: UnsafeMutablePointer<sqlite3_file>?,
    _ target: UnsafeMutableRawPointer?,
    _ count: Int,
    _ offset: Int
) -> Int32 {
    guard let file = unsafe file, let target = unsafe target else { return SQLITE_MISUSE }
    let open = unsafe open(file)
    let available = min(max(open.byteCount - offset, 0), count)
    let whole = unsafe UnsafeMutableRawBufferPointer(start: target, count: count)
    unsafe open.pages.copy(
        from: offset,
        to: UnsafeMutableRawBufferPointer(rebasing: whole[..<available])
    )
    guard available < count else { return SQLITE_OK }
    for index in available..<count { unsafe whole[index] = 0 }
    return csqlite_short_read()
}

private func open(_ file: UnsafeMutablePointer<sqlite3_file>) -> OpenPages {
    unsafe storage(file).pointee.pages.takeUnretainedValue()
}

private func storage(
    _ file: UnsafeMutablePointer<sqlite3_file>
) -> UnsafeMutablePointer<PageFile> {
    unsafe UnsafeMutableRawPointer(file).assumingMemoryBound(to: PageFile.self)
}
