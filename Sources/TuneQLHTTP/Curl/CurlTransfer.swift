import CCurl

/// One exchange: the request, what has come so far, and who waits for it.
///
/// `@unchecked Sendable`: it is made by the caller, handed over, and then touched by the I/O
/// thread alone; the cancellation is atomic.
final class CurlTransfer: @unchecked Sendable {
    typealias Continuation = CheckedContinuation<Result<HTTPResponse, TransportError>, Never>

    let request: HTTPRequest
    private let continuation: Continuation
    private let cancellation: Cancellation
    var headerList: CurlLibrary.HeaderList?
    /// Where libcurl writes what went wrong, with a NUL at its end.
    let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    private var headers: [HTTPField] = []
    private var headerSize = 0
    /// Whether the blank line after the head has come: libcurl takes an end before it for success.
    private var isHeadComplete = false
    private var body: [UInt8] = []
    private var hasBody = false
    private var handle: CurlHandle?
    private var maximumBodySize = Int.max
    private var isTooLarge = false

    /// More than any server of ours sends, and small enough to be no danger.
    private static let maximumHeaderSize = 1 << 20
    /// The most that is reserved because a header says so.
    private static let maximumReservation = 16 << 20

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
        maximumBodySize = limit
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

    /// What the transfer came to.
    func result(_ curl: CurlHandle, code: CURLcode) -> Result<HTTPResponse, TransportError> {
        if isTooLarge {
            return .failure(
                TransportError(.malformed, "the answer is larger than \(maximumBodySize) bytes")
            )
        }
        guard code == CURLE_OK else {
            return .failure(TransportError(code, of: curl, detail: String(cString: errorText)))
        }
        guard isHeadComplete else {
            return .failure(
                TransportError(.interrupted, "the connection ended in the head of the answer")
            )
        }
        let status = curl.long(CURLINFO_RESPONSE_CODE)
        return .success(HTTPResponse(status: status, headers: headers, body: body))
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> CurlTransfer? {
        context.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
    }

    private func appendBody(_ data: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        guard body.count + count <= maximumBodySize else {
            isTooLarge = true
            return 0
        }
        if !hasBody {
            hasBody = true
            let announced = handle?.large(CURLINFO_CONTENT_LENGTH_DOWNLOAD_T) ?? 0
            body.reserveCapacity(min(max(announced, count), Self.maximumReservation))
        }
        body.append(contentsOf: UnsafeRawBufferPointer(start: data, count: count))
        return count
    }

    /// Takes a line of the head; a new status line begins anew, since 1xx answers come first.
    private func appendHeader(_ data: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        headerSize += count
        guard headerSize <= Self.maximumHeaderSize else {
            isTooLarge = true
            return 0
        }
        let line = UnsafeRawBufferPointer(start: data, count: count)
        if line.starts(with: "HTTP/".utf8) {
            headers = []
            isHeadComplete = false
        } else if line.elementsEqual("\r\n".utf8) || line.elementsEqual("\n".utf8) {
            isHeadComplete = true
        } else if !hasBody, let field = HTTPField(line: line) {
            headers.append(field)
        }
        return count
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
