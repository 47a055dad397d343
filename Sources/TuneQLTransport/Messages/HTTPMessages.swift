/// A header field; names compare without case.
public struct HTTPField: Sendable, Hashable {
    /// The field's name, as it is sent.
    public var name: String
    /// The field's value, without the blanks around it.
    public var value: String

    /// Makes a field.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

extension [HTTPField] {
    /// The value of the first field of this name, without regard to case.
    public subscript(name: String) -> String? {
        first { $0.name.lowercased() == name.lowercased() }?.value
    }
}

/// A request as it is sent to a server.
///
/// ```swift
/// let request = HTTPRequest(
///     method: "POST",
///     url: "https://jobs.example/v1/jobs",
///     headers: [HTTPField(name: "Content-Type", value: "application/json")],
///     body: Array(#"{"name": "first"}"#.utf8)
/// )
/// #expect(request.headers["content-type"] == "application/json")
/// ```
public struct HTTPRequest: Sendable, Hashable {
    /// The verb, such as `GET` or `POST`.
    public var method: String
    /// The absolute URL, encoded.
    public var url: String
    /// The fields to send besides those that the transport adds (Host, Accept-Encoding, lengths).
    public var headers: [HTTPField]
    /// The body; nil sends none.
    public var body: [UInt8]?
    /// The time limit for the exchange, when it is shorter than the transport's.
    package var timeLimit: Duration?
    /// Whether to bypass proxies, because the server is on this machine's own link.
    package var isDirect = false
    /// Whether it changes nothing at the server, whatever its method says.
    package var onlyReads = false
    /// The number of the program's statement that sends it, from 1; nil for none or an unknown one.
    package var statement: Int?

    /// Makes a request.
    public init(method: String, url: String, headers: [HTTPField] = [], body: [UInt8]? = nil) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}

/// A server's whole response.
public struct HTTPResponse: Sendable, Hashable {
    /// The status code, 100 to 599.
    public var status: Int
    /// The fields, in the order received.
    public var headers: [HTTPField]
    /// The body, after content codings are removed.
    public var body: [UInt8]

    /// Makes a response.
    public init(status: Int, headers: [HTTPField] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
