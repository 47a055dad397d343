import TuneQLCatalog
import TuneQLJSON
import TuneQLTransport

/// The pages of one call from the service, in order; each is requested when it is asked for.
package struct CallPages: AsyncSequence, Sendable {
    package typealias Element = CallPage
    package typealias Failure = CallError

    let client: APIClient
    /// The call for the first page.
    package let call: MethodCall
    let layout: JSONLayout
    /// The record of the call; nil without a statement.
    package let entry: CallLedger.Entry?

    /// A page fetched earlier, with the cells that are needed now.
    package func reading(_ page: CallPage) throws(CallError) -> CallPage {
        let bytes = page.content.bytes
        guard page.content.layout != layout else { return page }
        do {
            return CallPage(try JSONPage(bytes, layout: layout), next: page.next)
        } catch {
            throw client.malformed(bytes, error, of: call)
        }
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(client: client, call: call, layout: layout, entry: entry)
    }

    /// Requests one page after another.
    package struct Iterator: AsyncIteratorProtocol {
        package typealias Element = CallPage
        package typealias Failure = CallError

        let client: APIClient
        let call: MethodCall
        let layout: JSONLayout
        private let entry: CallLedger.Entry?
        /// The position of the next page to request; nil for the first.
        private var position: PagePosition?
        private var seen: Set<PagePosition> = []
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
        ) async throws(CallError) -> CallPage? {
            guard !isAtEnd else { return nil }
            isAtEnd = true
            guard client.budget?.allowsPage(after: count) ?? true else { return nil }
            count += 1
            let response = try await client.response(to: call, at: position, entry: entry)
            let content = try client.page(
                response.body,
                layout: layout,
                for: call,
                at: position
            )
            entry?.addFetched(rows: content.count)
            client.counters.addPage(rows: content.count)
            position = try position(
                after: ListResponse(page: content, headers: response.headers, position: position)
            )
            isAtEnd = position == nil
            return CallPage(content, next: position)
        }

        private mutating func position(
            after response: ListResponse
        ) throws(CallError) -> PagePosition? {
            guard let next = call.method.pagination?.position(after: response) else { return nil }
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
            client.summary(of: call, at: position)
        }
    }
}
