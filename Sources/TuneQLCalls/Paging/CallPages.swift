package import TuneQLJSON
import TuneQLTransport

/// The pages of one call from the service, in order; each is requested when it is asked for.
package struct CallPages: AsyncSequence, Sendable {
    package typealias Element = JSONPage
    package typealias Failure = CallError

    let client: APIClient
    /// The call for the first page.
    package let call: MethodCall
    let layout: JSONLayout
    /// The record of the call; nil without a statement.
    package let entry: CallLedger.Entry?

    /// A page fetched earlier, with the cells that are needed now.
    package func reading(_ page: JSONPage) throws(CallError) -> JSONPage {
        guard page.layout != layout else { return page }
        do {
            return try JSONPage(page.bytes, layout: layout)
        } catch {
            throw client.malformed(page.bytes, error, of: call)
        }
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(client: client, call: call, layout: layout, entry: entry)
    }

    /// Requests one page after another.
    package struct Iterator: AsyncIteratorProtocol {
        package typealias Element = JSONPage
        package typealias Failure = CallError

        let client: APIClient
        let call: MethodCall
        let layout: JSONLayout
        private let entry: CallLedger.Entry?
        private var token: String?
        private var seen: Set<String> = []
        private var isAtEnd = false
        private var count = 0

        init(
            client: APIClient,
            call: MethodCall,
            layout: JSONLayout,
            entry: CallLedger.Entry?
        ) {
            self.client = client
            self.call = call
            self.layout = layout
            self.entry = entry
        }

        /// The next page; nil after the last, and after an error.
        package mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(CallError) -> JSONPage? {
            guard !isAtEnd else { return nil }
            isAtEnd = true
            guard client.budget?.allowsPage(after: count) ?? true else { return nil }
            count += 1
            let response = try await client.response(to: call, pageToken: token, entry: entry)
            let page = try page(response)
            entry?.addFetched(rows: page.count)
            client.counters.addPage(rows: page.count)
            token = try nextToken(after: page)
            isAtEnd = token == nil
            return page
        }

        private func page(_ response: HTTPResponse) throws(CallError) -> JSONPage {
            try client.page(response.body, layout: layout, answering: call, pageToken: token)
        }

        private mutating func nextToken(after page: JSONPage) throws(CallError) -> String? {
            guard let next = page.nextPageToken else { return nil }
            guard seen.insert(next).inserted else {
                throw CallError(
                    kind: .pageTokenRepeated,
                    message: "\(summary) returned the same page token twice; the list would "
                        + "never end",
                    request: summary,
                    help: "the rows so far are not the whole list"
                )
            }
            return next
        }

        private var summary: String {
            client.summary(of: call, pageToken: token)
        }
    }
}
