import CCurl
import Glibc

/// The libcurl functions in use, looked up in the system's shared library.
///
/// Loading costs about 4 ms, paid by the first request and never by a statement without one.
struct CurlLibrary: Sendable {
    typealias Handle = UnsafeMutableRawPointer
    typealias HeaderList = UnsafeMutablePointer<curl_slist>

    let easyInit: @convention(c) @Sendable () -> Handle?
    let easyReset: @convention(c) @Sendable (Handle) -> Void
    let easyCleanup: @convention(c) @Sendable (Handle) -> Void
    let easyError: @convention(c) @Sendable (CURLcode) -> UnsafePointer<CChar>?
    let listAppend: @convention(c) @Sendable (HeaderList?, UnsafePointer<CChar>) -> HeaderList?
    let listFree: @convention(c) @Sendable (HeaderList?) -> Void
    let multiInit: @convention(c) @Sendable () -> Handle?
    let multiCleanup: @convention(c) @Sendable (Handle) -> CURLMcode
    let multiAdd: @convention(c) @Sendable (Handle, Handle) -> CURLMcode
    let multiRemove: @convention(c) @Sendable (Handle, Handle) -> CURLMcode
    let multiPerform: @convention(c) @Sendable (Handle, UnsafeMutablePointer<Int32>) -> CURLMcode
    let multiPoll:
        @convention(c) @Sendable (
            Handle, UnsafeMutablePointer<curl_waitfd>?, UInt32, Int32, UnsafeMutablePointer<Int32>?
        ) -> CURLMcode
    let multiWakeup: @convention(c) @Sendable (Handle) -> CURLMcode
    let multiInfoRead:
        @convention(c) @Sendable (Handle, UnsafeMutablePointer<Int32>)
            -> UnsafeMutablePointer<CURLMsg>?
    let symbols: VariadicSymbols
    /// Unpacks bodies; nil where neither libcurl nor the system brings zlib.
    let zlib: ZlibLibrary?

    static let defaultName = "libcurl.so.4"

    private static let shared: Result<CurlLibrary, TransportError> = Result {
        () throws(TransportError) in try CurlLibrary(named: defaultName)
    }

    /// Loads the library of this name, the default one only once; the error says how to install it.
    static func named(_ name: String) throws(TransportError) -> CurlLibrary {
        name == defaultName ? try shared.get() : try CurlLibrary(named: name)
    }

    private init(named name: String) throws(TransportError) {
        guard let library = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { throw Self.missing(name) }
        let table = CurlSymbols(library: library)
        easyInit = try table.function("curl_easy_init")
        easyReset = try table.function("curl_easy_reset")
        easyCleanup = try table.function("curl_easy_cleanup")
        easyError = try table.function("curl_easy_strerror")
        listAppend = try table.function("curl_slist_append")
        listFree = try table.function("curl_slist_free_all")
        multiInit = try table.function("curl_multi_init")
        multiCleanup = try table.function("curl_multi_cleanup")
        multiAdd = try table.function("curl_multi_add_handle")
        multiRemove = try table.function("curl_multi_remove_handle")
        multiPerform = try table.function("curl_multi_perform")
        multiPoll = try table.function("curl_multi_poll")
        multiWakeup = try table.function("curl_multi_wakeup")
        multiInfoRead = try table.function("curl_multi_info_read")
        symbols = try VariadicSymbols(table)
        zlib = ZlibLibrary(besides: library)
        let start: @convention(c) (Int) -> CURLcode = try table.function("curl_global_init")
        guard start(Int(CURL_GLOBAL_SSL | CURL_GLOBAL_WIN32)) == CURLE_OK else {
            throw TransportError(.unsendable, "libcurl could not be initialised")
        }
    }

    private static func missing(_ name: String) -> TransportError {
        TransportError(
            .unsendable,
            """
            \(name) could not be loaded, so no request can be made; install libcurl \
            (Debian, Ubuntu: apt install libcurl4; Fedora: dnf install libcurl; Alpine: apk add libcurl)
            """
        )
    }
}

/// The addresses of the variadic functions, which only C can call.
struct VariadicSymbols: Sendable {
    let easySet: CAddress
    let easyGet: CAddress
    let multiSet: CAddress

    init(_ table: CurlSymbols) throws(TransportError) {
        easySet = CAddress(pointer: try table.address("curl_easy_setopt"))
        easyGet = CAddress(pointer: try table.address("curl_easy_getinfo"))
        multiSet = CAddress(pointer: try table.address("curl_multi_setopt"))
    }
}

/// Looks functions up in a loaded library.
struct CurlSymbols {
    let library: UnsafeMutableRawPointer

    func address(_ name: String) throws(TransportError) -> UnsafeMutableRawPointer {
        guard let address = dlsym(library, name) else {
            throw TransportError(
                .unsendable,
                "libcurl is too old: it lacks \(name); 7.68 is needed"
            )
        }
        return address
    }

    func function<Function>(_ name: String) throws(TransportError) -> Function {
        unsafeBitCast(try address(name), to: Function.self)
    }
}

/// An address for C; `@unchecked Sendable` because it is passed on, never dereferenced.
struct CAddress: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer
}
