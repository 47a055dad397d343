import TestSupport
import Testing
import TransportSupport
import TuneQLCalls
import TuneQLCredentials
import TuneQLJSON
import TuneQLTransport

@Suite struct CallPagesTests {
    private let layout = JSONLayout(itemsPath: ["tuningJobs"], columns: ["name"])

    private func pages(_ transport: ScriptedTransport) -> CallPages {
        APIClient(
            transport: transport,
            credentials: StaticCredentials.none,
            clock: ManualClock()
        ).pages(of: call(listMethod), layout: layout)
    }

    private func page(_ token: String?) -> ScriptedTransport.Outcome {
        let tail = token.map { #","nextPageToken":"\#($0)""# } ?? ""
        return .json(#"{"tuningJobs":[]\#(tail)}"#)
    }

    /// Whether pages are read here: the token decides what is asked for next.
    private var readsTokens: Bool {
        let text = Array(#"{"nextPageToken":"a"}"#.utf8)
        return (try? JSONPage(text, layout: layout))?.nextPageToken == "a"
    }

    @Test func `making a list sends nothing, the first page one request`() async throws {
        let transport = ScriptedTransport([page("a"), page(nil)])
        let iterator = pages(transport).makeAsyncIterator()
        #expect(transport.requests.isEmpty)
        var other = iterator
        let first = try await other.next(isolation: nil)
        #expect(first?.content.bytes == Array(#"{"tuningJobs":[],"nextPageToken":"a"}"#.utf8))
        #expect(transport.requests.count == 1)
    }

    @Test func `a list ends with the page that names no other`() async throws {
        for end in [page(nil), page("")] {
            let transport = ScriptedTransport([end, page(nil)])
            var iterator = pages(transport).makeAsyncIterator()
            #expect(try await iterator.next(isolation: nil) != nil)
            #expect(try await iterator.next(isolation: nil) == nil)
            #expect(try await iterator.next(isolation: nil) == nil)
            #expect(transport.requests.count == 1)
        }
    }

    @Test func `each page is asked for by the token of the last, empty ones too`() async throws {
        guard readsTokens else { return }
        let transport = ScriptedTransport([page("a"), page("b&c"), page(nil)])
        var count = 0
        for try await _ in pages(transport) { count += 1 }
        #expect(count == 3)
        let queries = transport.requests.map { $0.url.split(separator: "?").last }
        #expect(
            queries == [
                "prettyPrint=false", "pageToken=a&prettyPrint=false",
                "pageToken=b%26c&prettyPrint=false",
            ]
        )
    }

    @Test func `a token that comes again ends the list with an error`() async throws {
        guard readsTokens else { return }
        let transport = ScriptedTransport([page("a"), page("b"), page("a"), page(nil)])
        var count = 0
        do {
            for try await _ in pages(transport) { count += 1 }
            Issue.record("the list came to an end")
        } catch {
            #expect(error.kind == .pageTokenRepeated)
        }
        #expect(count == 2)
        #expect(transport.requests.count == 3)
    }

    @Test func `an error of the service ends the list`() async throws {
        let transport = ScriptedTransport([try .recorded("404-not-found.json", 404), page(nil)])
        var iterator = pages(transport).makeAsyncIterator()
        await #expect(throws: CallError.self) { try await iterator.next(isolation: nil) }
        #expect(try await iterator.next(isolation: nil) == nil)
    }

    @Test func `a page that is not JSON is an error that names the call`() async throws {
        guard readsTokens else { return }
        let transport = ScriptedTransport([.json("<html>")])
        var iterator = pages(transport).makeAsyncIterator()
        do {
            _ = try await iterator.next(isolation: nil)
            Issue.record("the page was taken")
        } catch {
            #expect(error.kind == .malformed)
            #expect(
                error.message.hasPrefix("GET https://us-central1-aiplatform.googleapis.com/v1/")
            )
            #expect(error.message.contains(" returned a response that is not JSON: "))
            #expect(error.message.hasSuffix(", at byte 0"))
        }
    }
}
