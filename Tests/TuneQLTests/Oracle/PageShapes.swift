import Synchronization
import TuneQLTransport

/// How a service cuts its lists into pages.
enum PageShape: CaseIterable {
    /// As large as asked for.
    case asAsked
    /// Three items at most.
    case small
    /// Fewer items than asked for, each page another number of them.
    case uneven
    /// Uneven, with empty pages before, between and after the others.
    case withEmptyPages
}

/// Answers lists in pages of a shape, and repeats what it answered before.
///
/// The service must be one that never changes.
final class ShapingTransport: Transport {
    private static let emptyMark = "empty-"
    private static let endMark = "end-"

    private let inner: any Transport
    private let shape: PageShape
    private let known = Mutex<[String: HTTPResponse]>([:])

    init(_ inner: any Transport, _ shape: PageShape) {
        self.inner = inner
        self.shape = shape
    }

    var usesQuota: Bool { false }

    func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        if let response = known.withLock({ $0[request.url] }) { return response }
        let response = try await shaped(request)
        known.withLock { known in
            if known.count > 4000 { known.removeAll() }
            known[request.url] = response
        }
        return response
    }

    private func shaped(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        var list = ListURL(request.url)
        guard shape != .asAsked, list["pageSize"] != nil else {
            return try await inner.response(to: request)
        }
        let number = list["pageToken"].map { StableNumber($0).value } ?? 1
        list["pageSize"] = "\(shape == .small ? 3 : 1 + number % 5)"
        guard shape == .withEmptyPages else {
            return try await inner.response(to: request.with(list))
        }
        let token = list["pageToken"] ?? ""
        if token.hasPrefix(Self.endMark) { return Self.empty(list, token: nil, number) }
        if token.hasPrefix(Self.emptyMark) {
            let rest = String(token.dropFirst(Self.emptyMark.count))
            list["pageToken"] = rest.isEmpty ? nil : rest
        } else if number % 3 == 1 {
            return Self.empty(list, token: Self.emptyMark + token, number)
        }
        return Self.continued(try await inner.response(to: request.with(list)))
    }

    /// A page without items; the key of the items is there or not.
    private static func empty(_ list: ListURL, token: String?, _ number: Int) -> HTTPResponse {
        let items = number % 2 == 0 ? [#""\#(list.collection)":[]"#] : []
        let next = token.map { [#""nextPageToken":"\#($0)""#] } ?? []
        return HTTPResponse(
            status: 200,
            body: Array("{\((items + next).joined(separator: ","))}".utf8)
        )
    }

    /// A last page that promises another one.
    private static func continued(_ response: HTTPResponse) -> HTTPResponse {
        let text = String(decoding: response.body, as: UTF8.self)
        guard response.status == 200, text.firstRange(of: "nextPageToken") == nil,
            let end = text.lastIndex(of: "}"), text.firstRange(of: "[") != nil
        else { return response }
        var continued = response
        continued.body = Array("\(text[..<end]),\"nextPageToken\":\"\(endMark)\"}".utf8)
        return continued
    }
}

/// A URL whose query can be changed.
private struct ListURL {
    let path: String
    var fields: [(name: String, value: String)]

    init(_ url: String) {
        let parts = url.split(separator: "?", maxSplits: 1).map(String.init)
        path = parts[0]
        fields = (parts.count > 1 ? parts[1] : "").split(separator: "&").map { field in
            let sides = field.split(separator: "=", maxSplits: 1).map(String.init)
            return (sides[0], sides.count > 1 ? sides[1] : "")
        }
    }

    /// The name of what is listed, which ends the path.
    var collection: Substring { path.split(separator: "/").last ?? "" }

    subscript(name: String) -> String? {
        get { fields.first { $0.name == name }?.value }
        set {
            fields.removeAll { $0.name == name }
            if let newValue { fields.append((name, newValue)) }
        }
    }

    var text: String {
        "\(path)?\(fields.map { "\($0.name)=\($0.value)" }.joined(separator: "&"))"
    }
}

extension HTTPRequest {
    fileprivate func with(_ list: ListURL) -> HTTPRequest {
        var request = self
        request.url = list.text
        return request
    }
}

/// A small number that a text decides.
private struct StableNumber {
    let value: Int

    init(_ text: String) {
        value = text.utf8.reduce(7) { ($0 &* 31 &+ Int($1)) % 1_000_003 }
    }
}
