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
            var page = page
            page.content = try JSONPage(bytes, layout: layout)
            return page
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
        /// The last page, where positions cannot show that pages repeat.
        private var lastBytes: [UInt8] = []
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
            let missing = try missingPlaces(in: content)
            position = try position(after: content, response.headers)
            isAtEnd = position == nil
            return CallPage(content, next: position, missing: missing)
        }

        private mutating func position(
            after page: JSONPage,
            _ headers: [HTTPField]
        ) throws(CallError) -> PagePosition? {
            let response = ListResponse(
                page: page,
                headers: headers,
                position: position,
                start: call.start,
                wrapper: call.method.wrapper
            )
            let next: PagePosition?
            do throws(PagingError) {
                next = try call.method.pagination?.position(after: response)
            } catch {
                throw malformed(error.message)
            }
            guard let next else { return nil }
            guard seen.insert(next).inserted else { throw repeated("page token") }
            try check(next, page)
            return next
        }

        /// Refuses a position that no request may have, or that leads nowhere.
        private mutating func check(
            _ next: PagePosition,
            _ page: JSONPage
        ) throws(CallError) {
            switch next {
            case .token: break
            case .url:
                do throws(CallError) {
                    _ = try client.request(of: call, at: next)
                } catch {
                    throw malformed("returned a page without a usable next one: \(error.message)")
                }
            case .number, .offset:
                // With a mask, different rows may look the same.
                guard call.fields == nil, call.method.pagination?.announcesEnd == false else {
                    return
                }
                guard page.bytes != lastBytes else { throw repeated("page") }
                lastBytes = page.bytes
            }
        }

        private func repeated(_ what: String) -> CallError {
            CallError(
                kind: .pageTokenRepeated,
                message: "\(summary) returned the same \(what) twice; the list would never end",
                request: summary,
                help: "the rows so far are not the whole list"
            )
        }

        private func malformed(_ flaw: String) -> CallError {
            CallError(
                kind: .malformed,
                message: "\(summary) \(flaw)",
                request: summary,
                help: "the rows so far are not the whole list"
            )
        }

        /// The error for places that the page names as not reached; nil when it names none.
        private func missingPlaces(in page: JSONPage) throws(CallError) -> CallError? {
            guard call.method.namesMissingRows else { return nil }
            do throws(JSONError) {
                let names = try page.unreachedPlaces(call.method)
                return names.isEmpty ? nil : .unreachable(names, from: summary)
            } catch {
                throw client.malformed(page.bytes, error, of: call, at: position)
            }
        }

        private var summary: String {
            client.summary(of: call, at: position)
        }
    }
}
