import CCurl

/// A transfer's handle with the functions that set and read it.
struct CurlHandle {
    let library: CurlLibrary
    let pointer: CurlLibrary.Handle

    private var setter: UnsafeMutableRawPointer { library.symbols.easySet.pointer }
    private var getter: UnsafeMutableRawPointer { library.symbols.easyGet.pointer }

    func set(_ option: CURLoption, _ value: Int) {
        _ = ccurl_set_long(setter, pointer, option, value)
    }

    func set(_ option: CURLoption, large value: Int) {
        _ = ccurl_set_large(setter, pointer, option, curl_off_t(value))
    }

    /// libcurl copies the text.
    func set(_ option: CURLoption, _ value: String) {
        _ = value.withCString { ccurl_set_pointer(setter, pointer, option, $0) }
    }

    /// libcurl keeps the pointer.
    func set(_ option: CURLoption, _ value: UnsafeRawPointer?) {
        _ = ccurl_set_pointer(setter, pointer, option, value)
    }

    func set(_ option: CURLoption, _ callback: ccurl_data_callback?) {
        _ = ccurl_set_callback(setter, pointer, option, callback)
    }

    func allowHTTPOnly() {
        _ = ccurl_allow_http_only(setter, pointer)
    }

    func long(_ info: CURLINFO) -> Int {
        ccurl_get_long(getter, pointer, info)
    }

    func large(_ info: CURLINFO) -> Int {
        Int(ccurl_get_large(getter, pointer, info))
    }
}
