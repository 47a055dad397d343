import CCurl

/// The body of an answer, unpacked as it comes.
///
/// libcurl could unpack it as well, but does not tell that the end of the packed data never came.
struct ResponseBody {
    private(set) var bytes: [UInt8] = []
    /// Why it is refused, once it is.
    private(set) var refusal: TransportError?
    private var decoder: GzipDecoder?
    private var hasBegun = false
    private let limit: Int
    private let zlib: ZlibLibrary?

    /// The most that is reserved because a header says so.
    private static let maximumReservation = 16 << 20

    /// Makes an empty body.
    ///
    /// - Parameters:
    ///   - limit: The most bytes that it may have, unpacked.
    ///   - zlib: What unpacks; nil when nothing does.
    init(limit: Int, zlib: ZlibLibrary?) {
        self.limit = limit
        self.zlib = zlib
    }

    /// Takes a piece.
    ///
    /// - Parameters:
    ///   - piece: The bytes as they came.
    ///   - head: The answer's head.
    ///   - announced: How many bytes all pieces have, as far as it is known.
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
            return refuse(TransportError(.malformed, "the answer's gzip data is broken"))
        }
    }

    /// Looks at the end of the exchange whether all has come.
    mutating func finish() {
        guard refusal == nil, let decoder, !decoder.isAtEnd else { return }
        refusal = TransportError(.malformed, "the answer's gzip data ends too early")
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
                    "the answer is packed as \(name), which was not asked for"
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
        TransportError(.malformed, "the answer is larger than \(limit) bytes")
    }
}
