import Glibc

/// The libarchive functions in use, looked up in the system's shared library.
///
/// It is loaded when the first archive is read. All of its types are opaque, so that it needs no
/// header.
struct ArchiveLibrary: Sendable {
    /// An archive that is read, and one of its members.
    typealias Handle = UnsafeMutableRawPointer

    let make: @convention(c) @Sendable () -> Handle?
    let free: @convention(c) @Sendable (Handle) -> Int32
    let supportGzip: @convention(c) @Sendable (Handle) -> Int32
    let supportTar: @convention(c) @Sendable (Handle) -> Int32
    let supportRaw: @convention(c) @Sendable (Handle) -> Int32
    let open: @convention(c) @Sendable (Handle, UnsafePointer<CChar>, Int) -> Int32
    let nextHeader: @convention(c) @Sendable (Handle, UnsafeMutablePointer<Handle?>) -> Int32
    let data: @convention(c) @Sendable (Handle, UnsafeMutableRawPointer?, Int) -> Int
    let error: @convention(c) @Sendable (Handle) -> UnsafePointer<CChar>?
    let path: @convention(c) @Sendable (Handle) -> UnsafePointer<CChar>?
    let hardLink: @convention(c) @Sendable (Handle) -> UnsafePointer<CChar>?
    let fileType: @convention(c) @Sendable (Handle) -> mode_t

    static let usual: Result<ArchiveLibrary, InstallationError> = Result {
        () throws(InstallationError) in try ArchiveLibrary(named: "libarchive.so.13")
    }

    init(named name: String) throws(InstallationError) {
        guard let library = dlopen(name, RTLD_NOW | RTLD_LOCAL) else {
            throw InstallationError(
                """
                \(name) could not be loaded, so archives cannot be read; install libarchive \
                (Debian, Ubuntu: apt install libarchive13; Fedora: dnf install libarchive), \
                or unpack the archive and install its directory
                """
            )
        }
        make = try Self.function("archive_read_new", in: library)
        free = try Self.function("archive_read_free", in: library)
        supportGzip = try Self.function("archive_read_support_filter_gzip", in: library)
        supportTar = try Self.function("archive_read_support_format_tar", in: library)
        supportRaw = try Self.function("archive_read_support_format_raw", in: library)
        open = try Self.function("archive_read_open_filename", in: library)
        nextHeader = try Self.function("archive_read_next_header", in: library)
        data = try Self.function("archive_read_data", in: library)
        error = try Self.function("archive_error_string", in: library)
        path = try Self.function("archive_entry_pathname", in: library)
        hardLink = try Self.function("archive_entry_hardlink", in: library)
        fileType = try Self.function("archive_entry_filetype", in: library)
    }

    private static func function<Function>(
        _ name: String,
        in library: UnsafeMutableRawPointer
    ) throws(InstallationError) -> Function {
        guard let address = dlsym(library, name) else {
            throw InstallationError("libarchive is too old: it lacks \(name)")
        }
        return unsafeBitCast(address, to: Function.self)
    }
}
