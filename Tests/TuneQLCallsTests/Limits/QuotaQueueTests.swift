import Testing
import TuneQLCalls
import TuneQLTransport

@Suite struct QuotaQueueTests {
    private let here = QuotaScope(service: "s", project: "p-1", location: "l-1")
    private let there = QuotaScope(service: "s", project: "p-1", location: "l-2")
    private let other = QuotaScope(service: "s", project: "p-2", location: "l-1")

    /// Sends a request of a scope at a time, when it may go at once.
    private func pass(
        _ queue: inout QuotaQueue,
        _ scope: QuotaScope,
        _ now: Duration
    ) -> QuotaQueue.Pass? {
        let number = queue.add(scope, now)
        for case (number, .pass(let pass)) in queue.release(now) { return pass }
        queue.remove(number)
        return nil
    }

    /// The numbers of the requests that may go.
    private func numbers(_ queue: inout QuotaQueue, _ now: Duration) -> [Int] {
        queue.release(now).map { $0.number }
    }

    /// The lines that are due.
    private func lines(_ queue: inout QuotaQueue, _ now: Duration) -> [String] {
        queue.reports(now).map { $0.1 }
    }

    @Test(
        arguments: [
            (.location, [false, true, true]), (.project, [false, false, true]),
            (.service, [false, false, false]),
        ] as [(QuotaScope.Extent, [Bool])]
    )
    func `a refusal slows what it is about`(extent: QuotaScope.Extent, goes: [Bool]) throws {
        var queue = QuotaQueue()
        let first = try #require(pass(&queue, here, .zero))
        queue.end(first, .refused(extent), .milliseconds(50))
        let passes = [here, there, other].map { pass(&queue, $0, .milliseconds(60)) != nil }
        #expect(passes == goes)
    }

    @Test func `a repeated request goes before those that came later`() throws {
        var queue = QuotaQueue()
        let first = try #require(pass(&queue, here, .zero))
        let later = queue.add(here, .zero)
        queue.end(first, .refused(.service, pause: .seconds(3)), .zero)
        queue.remove(later)
        let second = queue.add(there, .zero)
        _ = queue.add(here, number: first.number, .zero)
        #expect(numbers(&queue, .seconds(2)).isEmpty)
        #expect(queue.nextTime(.seconds(2)) == .seconds(3))
        #expect(numbers(&queue, .seconds(3)) == [first.number])
        #expect(numbers(&queue, .seconds(3)).isEmpty)
        #expect(second > first.number)
    }

    @Test func `a known limit lets out a burst, then its rate`() {
        var queue = QuotaQueue()
        let limit = QuotaLimit(rate: 2, burst: 3)
        for _ in 0..<5 { _ = queue.add(here, known: limit, .zero) }
        #expect(numbers(&queue, .zero).count == 3)
        #expect(queue.nextTime(.zero) == .milliseconds(500))
        #expect(numbers(&queue, .milliseconds(500)).count == 1)
        #expect(numbers(&queue, .seconds(1)).count == 1)
    }

    @Test func `a known number of requests is under way`() throws {
        var queue = QuotaQueue()
        let limit = QuotaLimit(concurrency: 2)
        for _ in 0..<3 { _ = queue.add(here, known: limit, .zero) }
        let released = queue.release(.zero)
        #expect(released.count == 2)
        #expect(queue.nextTime(.zero) == nil)
        guard case .pass(let pass) = try #require(released.first).release else { return }
        queue.end(pass, .lost(), .seconds(1))
        #expect(numbers(&queue, .seconds(1)).count == 1)
    }

    @Test func `the user's limit holds for all of a service, instead of the document's`() {
        let service = QuotaScope(service: "google.x", project: "p")
        for name in ["google.x", "x"] {
            var queue = QuotaQueue(limits: [name: QuotaLimit(concurrency: 2)])
            for place in ["a", "b", "c"] {
                var scope = service
                scope.location = place
                _ = queue.add(scope, known: QuotaLimit(concurrency: 1), .zero)
                _ = queue.add(scope, known: QuotaLimit(concurrency: 1), .zero)
            }
            #expect(numbers(&queue, .zero) == [0, 1])
        }
    }

    @Test(
        arguments: [
            ("20/s", QuotaLimit(rate: 20, burst: 20)),
            ("600/min", QuotaLimit(rate: 10, burst: 10)),
            ("8", QuotaLimit(concurrency: 8)),
            ("0.5/s,4", QuotaLimit(rate: 0.5, burst: 1, concurrency: 4)), ("off", QuotaLimit()),
            ("", nil), ("fast", nil), ("0/s", nil), ("-1", nil), ("5/day", nil), ("5/s,6/s", nil),
            ("1e400/s", nil), ("nan/s", nil), ("4,", nil),
        ] as [(String, QuotaLimit?)]
    )
    func `limits are read`(text: String, limit: QuotaLimit?) {
        #expect(QuotaLimit(text: text) == limit)
    }

    @Test func `who waits for more than a second is told, then every five`() throws {
        var queue = QuotaQueue()
        let reporter = WaitReporter { _ in }
        let first = try #require(pass(&queue, here, .zero))
        queue.end(first, .refused(.location, pause: .seconds(21)), .zero)
        for _ in 0..<2 { _ = queue.add(here, reporter: reporter, .zero) }
        _ = queue.add(there, .zero)
        #expect(numbers(&queue, .zero).count == 1)
        #expect(lines(&queue, .seconds(1)).isEmpty)
        let due = try #require(queue.nextTime(.seconds(1)))
        #expect(
            lines(&queue, due) == [
                "waiting for quota of s (project p-1, l-1): 2 calls in the queue, the next is "
                    + "sent in 20 s"
            ]
        )
        #expect(lines(&queue, .seconds(6)).isEmpty)
        #expect(lines(&queue, .seconds(7)).count == 1)
    }

    @Test func `a pace is told by its rate`() throws {
        var queue = QuotaQueue()
        let passes = (0..<6).compactMap { _ in pass(&queue, here, .zero) }
        for pass in passes.prefix(5) { queue.end(pass, .admitted(kind: "list"), .milliseconds(50)) }
        queue.end(passes[5], .refused(.project), .milliseconds(50))
        let reporter = WaitReporter { _ in }
        for _ in 0..<12 { _ = queue.add(there, reporter: reporter, .milliseconds(50)) }
        let outcomes: [QuotaQueue.Outcome] = [.refused(.project), .admitted(kind: "list")]
        for (time, outcome) in zip([160, 500], outcomes) {
            let released = queue.release(.milliseconds(time))
            guard case .pass(let probe) = try #require(released.first).release else { return }
            queue.end(probe, outcome, .milliseconds(time + 50))
        }
        #expect(
            lines(&queue, .seconds(2)) == [
                "waiting for quota of s (project p-1): 10 calls in the queue, 5.0 requests/s"
            ]
        )
    }
}
