import CCurl

/// One exchange: the request, the part of the response received so far, and the waiting task.
///
/// `@unchecked Sendable`: it is made by the caller, handed over, and then used by the I/O thread
/// alone; the cancellation is atomic.
final class CurlTransfer: @unchecked Sendable {
    typealias Continuation = CheckedContinuation<Result<HTTPResponse, TransportError>, Never>

    let request: HTTPRequest
    private let continuation: Continuation
    private let cancellation: Cancellation
    var headerList: CurlLibrary.HeaderList?
    /// The buffer for libcurl's error message, which ends with a NUL.
    let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    private var head = ResponseHead()
    private var body: ResponseBody?
    private var hasBody = false
    private var handle: CurlHandle?

    init(_ request: HTTPRequest, _ continuation: Continuation, _ cancellation: Cancellation) {
        self.request = request
        self.continuation = continuation
        self.cancellation = cancellation
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit { errorText.deallocate() }

    var isCancelled: Bool { cancellation.isSet }

    func finish(_ result: Result<HTTPResponse, TransportError>) {
        continuation.resume(returning: result)
    }

    func releaseHeaders(_ library: CurlLibrary) {
        library.listFree(headerList)
        headerList = nil
    }

    /// Points libcurl's callbacks at this object, which must outlive the transfer.
    func receive(from curl: CurlHandle, limit: Int) {
        handle = curl
        body = ResponseBody(limit: limit, zlib: curl.library.zlib)
        let context = UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
        curl.set(CURLOPT_WRITEDATA, context)
        curl.set(CURLOPT_HEADERDATA, context)
        curl.set(CURLOPT_WRITEFUNCTION) { data, size, count, context in
            CurlTransfer.from(context)?.appendBody(data, size * count) ?? 0
        }
        curl.set(CURLOPT_HEADERFUNCTION) { data, size, count, context in
            CurlTransfer.from(context)?.appendHeader(data, size * count) ?? 0
        }
    }

    /// The response or the error that the transfer ended with.
    func result(_ curl: CurlHandle, code: CURLcode) -> Result<HTTPResponse, TransportError> {
        // libcurl also fails when we refuse the response.
        if let refusal = head.refusal ?? body?.refusal { return .failure(refusal) }
        guard code == CURLE_OK else {
            return .failure(TransportError(code, of: curl, detail: String(cString: errorText)))
        }
        guard head.isComplete else {
            return .failure(
                TransportError(.interrupted, "the connection ended in the response head")
            )
        }
        body?.finish()
        if let refusal = body?.refusal { return .failure(refusal) }
        let status = curl.long(CURLINFO_RESPONSE_CODE)
        return .success(
            HTTPResponse(status: status, headers: head.fields, body: body?.bytes ?? [])
        )
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> CurlTransfer? {
        context.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
    }

    private func appendBody(_ data: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        hasBody = true
        let announced = handle?.large(CURLINFO_CONTENT_LENGTH_DOWNLOAD_T) ?? 0
        let piece = UnsafeRawBufferPointer(start: data, count: count)
        return body?.take(piece, head: head, announced: announced) == true ? count : 0
    }

    private func appendHeader(_ data: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        let line = UnsafeRawBufferPointer(start: data, count: count)
        return head.take(line, isTrailer: hasBody) ? count : 0
    }
}

extension HTTPField {
    /// Reads `Name: value`; nil when the line is something else.
    package init?(line: UnsafeRawBufferPointer) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else {
            return nil
        }
        func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }
        let rest = line[line.index(after: colon)...].drop(while: isBlank)
        let end = rest.indices.reversed().first { !isBlank(rest[$0]) }
        let value = end.map { rest[...$0] } ?? rest.prefix(0)
        self.init(
            name: String(decoding: line[..<colon], as: UTF8.self),
            value: String(decoding: value, as: UTF8.self)
        )
    }
}
