import CCurl

/// The body of a response, unpacked as it arrives.
///
/// libcurl could unpack it too, but does not report that the packed data ended too early.
struct ResponseBody {
    private(set) var bytes: [UInt8] = []
    /// The reason for refusing the body, if it is refused.
    private(set) var refusal: TransportError?
    private var decoder: GzipDecoder?
    private var hasBegun = false
    private let limit: Int
    private let zlib: ZlibLibrary?

    /// The maximum capacity in bytes that is reserved because a header announces it.
    private static let maximumReservation = 16 << 20

    /// Makes an empty body.
    ///
    /// - Parameters:
    ///   - limit: The maximum size in bytes, unpacked.
    ///   - zlib: The library that unpacks; nil when there is none.
    init(limit: Int, zlib: ZlibLibrary?) {
        self.limit = limit
        self.zlib = zlib
    }

    /// Unpacks and appends a piece.
    ///
    /// - Parameters:
    ///   - piece: The bytes as received.
    ///   - head: The response's head.
    ///   - announced: The length of the whole body in bytes, as far as it is known.
    /// - Returns: Whether the exchange may go on.
    mutating func take(
        _ piece: UnsafeRawBufferPointer,
        head: ResponseHead,
        announced: Int
    ) -> Bool {
        if !hasBegun {
            hasBegun = true
            bytes.reserveCapacity(min(max(announced, piece.count), Self.maximumReservation))
            guard begin(coding: head.fields["Content-Encoding"]) else { return false }
        }
        guard let decoder else {
            guard bytes.count + piece.count <= limit else { return refuse(.tooLarge(limit)) }
            bytes.append(contentsOf: piece)
            return true
        }
        switch decoder.unpack(piece, onto: &bytes, limit: limit) {
        case .going: return true
        case .tooLarge: return refuse(.tooLarge(limit))
        case .broken:
            return refuse(TransportError(.malformed, "the response's gzip data is corrupt"))
        }
    }

    /// Checks, at the end of the exchange, that the packed data is complete.
    mutating func finish() {
        guard refusal == nil, let decoder, !decoder.isAtEnd else { return }
        refusal = TransportError(.malformed, "the response's gzip data is incomplete")
    }

    private mutating func begin(coding: String?) -> Bool {
        let coding = coding?.lowercased() ?? ""
        guard !["", "identity"].contains(coding) else { return true }
        guard ["gzip", "x-gzip"].contains(coding), let decoder = zlib.flatMap(GzipDecoder.init)
        else {
            let name = ReadableText.line(coding)
            return refuse(
                TransportError(
                    .malformed,
                    "the response is encoded as \(name), which was not requested"
                )
            )
        }
        self.decoder = decoder
        return true
    }

    private mutating func refuse(_ error: TransportError) -> Bool {
        refusal = error
        return false
    }
}

extension TransportError {
    static func tooLarge(_ limit: Int) -> TransportError {
        TransportError(.malformed, "the response is larger than \(limit) bytes")
    }
}
