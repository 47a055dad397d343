import TuneQLText

/// The key of a request in a recording: method, URL and body, without secrets.
struct RequestKey: Sendable, Hashable {
    private let method: String
    private let url: String
    private let body: [UInt8]

    init(_ request: HTTPRequest) {
        let scrubber = Scrubber()
        method = request.method
        url = Self.withoutCredentials(
            String(decoding: Self.unnumbered(Array(scrubber.url(request.url).utf8)), as: UTF8.self)
        )
        body = Self.unnumbered(scrubber.bytes(request.body ?? []))
    }

    /// Removes the numbers of placeholders, which depend on the order within a run.
    private static func unnumbered(_ text: [UInt8]) -> [UInt8] {
        let placeholder = Array("\(Scrubber.placeholder)-".utf8)
        guard text.count >= placeholder.count else { return text }
        var output: [UInt8] = []
        var rest = text[...]
        while let byte = rest.first {
            if byte == placeholder[0], rest.starts(with: placeholder) {
                output += placeholder.dropLast()
                rest = rest.dropFirst(placeholder.count).drop { $0.isDigit }
            } else {
                output.append(byte)
                rest = rest.dropFirst()
            }
        }
        return output
    }

    /// The URL without parameters that carried credentials, which a replay does not have.
    private static func withoutCredentials(_ url: String) -> String {
        guard let mark = url.firstIndex(of: "?") else { return url }
        let items = url[url.index(after: mark)...].split(separator: "&").filter {
            !$0.hasSuffix("=\(Scrubber.placeholder)")
        }
        return url[..<mark] + (items.isEmpty ? "" : "?" + items.joined(separator: "&"))
    }
}
