import CCurl
import Glibc
import TuneQLText

extension CurlTransfer {
    /// The size of libcurl's receive buffer: few calls per page, little memory per transfer.
    private static let bufferSize = 64 << 10

    /// Sets all of libcurl's options for the exchange.
    func configure(_ curl: CurlHandle, _ configuration: CurlTransport.Configuration) {
        curl.set(CURLOPT_URL, request.url)
        curl.set(CURLOPT_ERRORBUFFER, UnsafeRawPointer(errorText))
        curl.set(CURLOPT_NOSIGNAL, 1)
        curl.set(CURLOPT_BUFFERSIZE, Self.bufferSize)
        curl.set(CURLOPT_USERAGENT, configuration.userAgent)
        curl.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        let limit = min(request.timeLimit ?? configuration.timeLimit, configuration.timeLimit)
        let connectLimit = min(limit, configuration.connectTimeLimit)
        curl.set(CURLOPT_CONNECTTIMEOUT_MS, connectLimit.milliseconds)
        curl.set(CURLOPT_TIMEOUT_MS, limit.milliseconds)
        curl.allowHTTPOnly()
        // This machine is reached directly: a proxy could not find it, and would see the token.
        let isLoopback = (try? Origin.ofURL(request.url))?.isLoopback == true
        if isLoopback || request.isDirect { curl.set(CURLOPT_NOPROXY, "*") }
        setSecurity(curl, configuration)
        setMethod(curl)
        setHeaders(curl)
        receive(from: curl, limit: configuration.maximumBodySize)
    }

    private func setSecurity(
        _ curl: CurlHandle,
        _ configuration: CurlTransport.Configuration
    ) {
        let isSecure = request.url.hasPrefix("https:")
        let version = isSecure ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1
        curl.set(CURLOPT_HTTP_VERSION, Int(version))
        // Parallel calls to a host share the connection that the first one opens.
        curl.set(CURLOPT_PIPEWAIT, isSecure ? 1 : 0)
        curl.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        curl.set(CURLOPT_SSL_VERIFYPEER, 1)
        curl.set(CURLOPT_SSL_VERIFYHOST, 2)
        let fromEnvironment = getenv("SSL_CERT_FILE").map { String(cString: $0) } ?? ""
        let file = configuration.certificateFile ?? fromEnvironment
        if !file.isEmpty { curl.set(CURLOPT_CAINFO, file) }
    }

    private func setMethod(_ curl: CurlHandle) {
        switch request.method {
        case "GET" where request.body == nil: curl.set(CURLOPT_HTTPGET, 1)
        case "HEAD": curl.set(CURLOPT_NOBODY, 1)
        case "POST": setBody(curl)
        default:
            if request.body != nil { setBody(curl) }
            curl.set(CURLOPT_CUSTOMREQUEST, request.method)
        }
        guard request.method != "GET", request.method != "HEAD" else { return }
        // When a kept connection turns out to be dead, libcurl resends the request by itself. A
        // request that changes something must not be sent twice, so it gets a connection of its
        // own.
        curl.set(CURLOPT_FRESH_CONNECT, 1)
        curl.set(CURLOPT_FORBID_REUSE, 1)
    }

    private func setBody(_ curl: CurlHandle) {
        let body = request.body ?? []
        curl.set(CURLOPT_POST, 1)
        curl.set(CURLOPT_POSTFIELDSIZE_LARGE, large: body.count)
        // An empty array has no address, and a nil here would mean "read the body from a callback".
        if body.isEmpty { return curl.set(CURLOPT_COPYPOSTFIELDS, "") }
        body.withUnsafeBytes { curl.set(CURLOPT_COPYPOSTFIELDS, $0.baseAddress) }
    }

    private func setHeaders(_ curl: CurlHandle) {
        var lines = request.headers.map { field in
            field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
        }
        // A line without a value removes what libcurl would add by itself.
        if request.headers["Content-Type"] == nil { lines.append("Content-Type:") }
        // Requested explicitly, so that libcurl leaves the unpacking to us.
        if curl.library.zlib != nil, request.headers["Accept-Encoding"] == nil {
            lines.append("Accept-Encoding: gzip")
        }
        lines.append("Expect:")
        for line in lines {
            headerList = curl.library.listAppend(headerList, line) ?? headerList
        }
        curl.set(CURLOPT_HTTPHEADER, UnsafeRawPointer(headerList))
    }
}
