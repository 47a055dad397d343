import TuneQLHTTP

/// Scopes that read lists through a queue from a server, in a time of their own.
struct QuotaSimulation {
    /// What happened to a request.
    struct Sending {
        var time: Duration
        var isAdmitted: Bool
    }

    private struct Event {
        var time: Duration
        /// Nil only looks what may go.
        var answer: (pass: QuotaQueue.Pass, scope: Int, isAdmitted: Bool)?
    }

    var queue: QuotaQueue
    var server: any AdmittingServer
    let scopes: [QuotaScope]
    var latency = Duration.milliseconds(50)
    /// How long the server asks to wait when it refuses at a time.
    var pause: (Duration) -> Duration = { _ in .zero }
    private(set) var now = Duration.zero
    private(set) var sendings: [Sending] = []
    /// When each scope had its last page.
    private(set) var ends: [Int: Duration] = [:]
    /// The scopes whose requests were given up.
    private(set) var failed: Set<Int> = []
    private var events: [Event] = []
    private var owners: [Int: Int] = [:]
    private var left: [Int] = []

    init(_ server: any AdmittingServer, scopes: Int, limits: [String: QuotaLimit] = [:]) {
        queue = QuotaQueue(limits: limits)
        self.server = server
        self.scopes = (0..<scopes).map {
            QuotaScope(service: "s", project: "p-\($0 % 5)", location: "l-\($0 / 5)")
        }
    }

    /// Reads so many pages of each scope's list, each when the one before has come.
    mutating func read(pages: Int) {
        left = Array(repeating: pages, count: scopes.count)
        for scope in scopes.indices { ask(scope, again: nil) }
        letOut()
        while let next = events.indices.min(by: { events[$0].time < events[$1].time }) {
            let event = events.remove(at: next)
            now = max(now, event.time)
            if let answer = event.answer { take(answer.pass, answer.scope, answer.isAdmitted) }
            letOut()
        }
    }

    private mutating func ask(_ scope: Int, again number: Int?) {
        owners[queue.add(scopes[scope], number: number, now)] = scope
    }

    private mutating func letOut() {
        for (number, release) in queue.release(now) {
            guard let scope = owners[number] else { continue }
            guard case .pass(let pass) = release else {
                failed.insert(scope)
                continue
            }
            let arrival = (now + latency / 2) / .seconds(1)
            let isAdmitted = server.admits(arrival)
            sendings.append(Sending(time: now, isAdmitted: isAdmitted))
            events.append(Event(time: now + latency, answer: (pass, scope, isAdmitted)))
        }
        if let time = queue.nextTime(now), !events.contains(where: { $0.time == time }) {
            events.append(Event(time: time, answer: nil))
        }
    }

    private mutating func take(_ pass: QuotaQueue.Pass, _ scope: Int, _ isAdmitted: Bool) {
        guard isAdmitted else {
            queue.end(pass, .refused(.service, pause: pause(now)), now)
            return ask(scope, again: pass.number)
        }
        queue.end(pass, .admitted(kind: "list"), now)
        left[scope] -= 1
        if left[scope] == 0 { ends[scope] = now } else { ask(scope, again: nil) }
    }

    /// How many requests were sent after a time, and how many of them were admitted.
    func count(after time: Duration) -> (sent: Int, admitted: Int) {
        let later = sendings.filter { $0.time >= time }
        return (later.count, later.count { $0.isAdmitted })
    }

    /// The time between the first scope's end and the last one's.
    var spread: Duration {
        (ends.values.max() ?? .zero) - (ends.values.min() ?? .zero)
    }
}
