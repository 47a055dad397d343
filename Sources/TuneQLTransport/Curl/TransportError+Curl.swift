import CCurl

extension TransportError {
    static let cancelled = TransportError(.cancelled, "the request was cancelled")

    /// `CURLE_TOO_LARGE` by its number, which older headers lack.
    private static let tooLarge = CURLcode(100)

    /// Translates an error code of libcurl.
    init(_ code: CURLcode, of curl: CurlHandle, detail: String) {
        // Set once the connection is made and the request is about to be sent.
        let isSent = curl.large(CURLINFO_PRETRANSFER_TIME_T) > 0
        let text = curl.library.easyError(code).map { String(cString: $0) } ?? "error"
        guard ![CURLE_OUT_OF_MEMORY, Self.tooLarge].contains(code) else {
            // libcurl also reports these for a header line longer than it accepts.
            self.init(.malformed, "a line in the response head is too long, or memory is short")
            return
        }
        self.init(Kind(code, isSent: isSent), ReadableText.line(detail.isEmpty ? text : detail))
    }
}

extension TransportError.Kind {
    init(_ code: CURLcode, isSent: Bool) {
        switch code {
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT,
            CURLE_PROXY:
            self = .connect
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_INVALIDCERTSTATUS,
            CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_USE_SSL_FAILED:
            self = .tls
        case CURLE_OPERATION_TIMEDOUT:
            self = isSent ? .timedOut : .connect
        case CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING, CURLE_UNSUPPORTED_PROTOCOL,
            CURLE_URL_MALFORMAT, CURLE_FILESIZE_EXCEEDED, CURLE_TOO_MANY_REDIRECTS:
            self = .malformed
        default:
            // One of many codes for a lost connection: while receiving, sending, in a stream.
            self = isSent ? .interrupted : .connect
        }
    }
}
