import TuneQLJSON
import TuneQLTransport

/// The output format that the caller asks for.
struct OutputStyle: Sendable, Hashable {
    var mask = ResponseMask.everything
    var isIndented = true
    var hasNumberedEnums = false

    /// The body of a response that is a message of this name.
    func body(_ value: JSONValue, as message: String) -> [UInt8] {
        let bytes = text(of: mask.applied(to: value), as: message)
        return isIndented ? bytes + [0x0A] : bytes
    }

    /// A message as text, with `<`, `>` and `&` escaped as the service does.
    func text(of value: JSONValue, as message: String, level: Int = 0) -> [UInt8] {
        let value =
            hasNumberedEnums
            ? Schema.v1.numberingEnums(in: value, as: .message(message)) : value
        var bytes: [UInt8] = []
        value.write(to: &bytes, indentation: isIndented ? 2 : nil, level: level)
        return Self.escapingMarkup(bytes)
    }

    /// These characters occur only inside strings, so no other token changes.
    private static func escapingMarkup(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(where: isMarkup) else { return bytes }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + 64)
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "<"): output.append(contentsOf: "\\u003c".utf8)
            case UInt8(ascii: ">"): output.append(contentsOf: "\\u003e".utf8)
            case UInt8(ascii: "&"): output.append(contentsOf: "\\u0026".utf8)
            default: output.append(byte)
            }
        }
        return output
    }

    private static func isMarkup(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "&")
    }
}

extension HTTPResponse {
    /// A JSON response.
    static func json(_ body: [UInt8], status: Int = 200) -> HTTPResponse {
        HTTPResponse(
            status: status,
            headers: [
                HTTPField(name: "Content-Type", value: "application/json; charset=UTF-8"),
                HTTPField(name: "Vary", value: "Origin"),
                HTTPField(name: "Vary", value: "X-Origin"),
                HTTPField(name: "Vary", value: "Referer"),
                HTTPField(name: "Cache-Control", value: "private"),
            ],
            body: body
        )
    }

    /// The page that a path without a method gets.
    static let unknownPath = HTTPResponse(
        status: 404,
        headers: [HTTPField(name: "Content-Type", value: "text/html; charset=UTF-8")],
        body: Array(
            """
            <!DOCTYPE html>
            <html lang=en>
              <meta charset=utf-8>
              <title>Error 404 (Not Found)!!1</title>
              <p><b>404.</b> <ins>That’s an error.</ins>
              <p>The requested URL was not found on this server.  <ins>That’s all we know.</ins>

            """.utf8
        )
    )
}
