import TestSupport
import TuneQLCalls

/// Scopes that read lists through a queue from a server, in a time of their own.
struct QuotaSimulation {
    /// What happened to a request.
    struct Sending {
        var time: Duration
        var isAdmitted: Bool
    }

    private struct Event {
        var time: Duration
        /// Nil only looks what may go; without a verdict the request arrives.
        var request: (pass: QuotaQueue.Pass, scope: Int, isAdmitted: Bool?)?
    }

    var queue: QuotaQueue
    var server: any AdmittingServer
    let scopes: [QuotaScope]
    var latency = Duration.milliseconds(50)
    /// How much longer a request, an answer or an alarm may take: a busy machine.
    var disorder = Duration.zero
    var random = SplitMix64(seed: 1)
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
            if let request = event.request {
                guard let isAdmitted = request.isAdmitted else {
                    arrive(request.pass, request.scope)
                    continue
                }
                take(request.pass, request.scope, isAdmitted)
            }
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
            let arrival = now + latency / 2 + delay()
            events.append(Event(time: arrival, request: (pass, scope, nil)))
        }
        if let time = queue.nextTime(now), !events.contains(where: { $0.time == time }) {
            events.append(Event(time: time + delay(), request: nil))
        }
    }

    private mutating func arrive(_ pass: QuotaQueue.Pass, _ scope: Int) {
        let isAdmitted = server.admits(now / .seconds(1))
        sendings.append(Sending(time: now - latency / 2, isAdmitted: isAdmitted))
        events.append(
            Event(time: now + latency / 2 + delay(), request: (pass, scope, isAdmitted))
        )
    }

    private mutating func delay() -> Duration {
        disorder == .zero ? .zero : disorder * Double.random(in: 0..<1, using: &random)
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
