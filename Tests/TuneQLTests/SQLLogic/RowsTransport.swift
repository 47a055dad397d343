import TuneQLTransport

/// Answers lists and look-ups from rows of JSON, in pages of one to four, some of them empty.
struct RowsTransport: Transport {
    private static let emptyMark: Character = "e"

    /// The rows by the name of their collection: `stations`, whose ids are in `station`.
    private let rows: [String: [String]]

    init(_ rows: [String: [String]]) {
        self.rows = rows
    }

    var usesQuota: Bool { false }

    func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let sent = SentRequest(request)
        // v1/stations/oslo/readings
        let parts = sent.path.split(separator: "/").dropFirst().map(String.init)
        let isList = parts.count % 2 == 1
        let ids = stride(from: 1, to: parts.count, by: 2).map { index in
            "\"\(parts[index - 1].dropLast())\":\"\(parts[index])\""
        }
        let collection = isList ? parts[parts.count - 1] : parts[parts.count - 2]
        let found = rows[collection, default: []].filter { row in
            ids.allSatisfy { row.firstRange(of: $0) != nil }
        }
        let body =
            isList ? page(of: found, in: collection, at: sent.query["pageToken"]) : found.first
        guard let body else {
            let error = #"{"error":{"code":404,"status":"NOT_FOUND","message":"There is none."}}"#
            return HTTPResponse(status: 404, body: Array(error.utf8))
        }
        return HTTPResponse(status: 200, body: Array(body.utf8))
    }

    private func page(of rows: [String], in collection: String, at token: String?) -> String {
        let isAfterEmptyPage = token?.first == Self.emptyMark
        let offset = token.flatMap { Int($0.drop { $0 == Self.emptyMark }) } ?? 0
        if offset % 5 == 3, !isAfterEmptyPage { return #"{"nextPageToken":"e\#(offset)"}"# }
        let end = min(offset + 1 + offset % 4, rows.count)
        let items = rows[min(offset, end)..<end].joined(separator: ",")
        let next = end < rows.count ? #","nextPageToken":"\#(end)""# : ""
        return #"{"\#(collection)":[\#(items)]\#(next)}"#
    }
}
