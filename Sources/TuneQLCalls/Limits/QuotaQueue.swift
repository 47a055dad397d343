import TuneQLText
import TuneQLTransport

/// The requests that wait for quota, and the levels that decide which is sent next, and when.
///
/// Requests are sent in the order of their arrival, if their own levels are open. A retried request
/// keeps its number, so it is sent before all later ones. A value that only decides: ``Limiter``
/// waits and wakes.
package struct QuotaQueue: Sendable {
    /// A waiting request.
    struct Ticket: Sendable {
        /// The position in the queue; smaller ones go first.
        var number: Int
        var scope: QuotaScope
        /// The time since which it waits.
        var start: Duration
        /// Whether it was refused earlier.
        var wasRefused: Bool
        var reporter: WaitReporter?
        /// The time after which it is of no use; nil for never.
        var end: Duration?
        /// Whether it could not be sent at once.
        var isHeld = false
    }

    /// Permission to send a request, which has to be given back with the response.
    package struct Pass: Sendable {
        package var number: Int
        package var scope: QuotaScope
        var sent: Duration
        /// The time that the request has waited for it.
        var waited: Duration
        /// The levels that it probes.
        fileprivate var probed: [QuotaScope] = []
    }

    /// The outcome of a request, as far as it concerns rates.
    package enum Outcome: Sendable {
        /// It was not refused because of too many requests.
        case admitted(kind: String)
        /// Too many requests in a part of the scope; `pause` is the wait that the service asks for.
        case refused(QuotaScope.Extent, pause: Duration = .zero)
        /// It says nothing about the rate; `pause` holds further requests of the scope back.
        case lost(pause: Duration = .zero)
    }

    /// The end of a request's wait.
    package enum Release: Sendable {
        case pass(Pass)
        /// Nothing has been admitted for so long that the request is not tried again.
        case hopeless
        /// The service asks for a wait of this length, after which the request is of no use.
        case tooLate(Duration)
    }

    private var levels: [QuotaScope: QuotaLevel] = [:]
    private var tickets: [Ticket] = []
    private var nextNumber = 0
    private let limits: [String: QuotaLimit]

    private static let manyLevels = 512

    /// Makes an empty queue.
    ///
    /// - Parameter limits: The users' limits, by service.
    package init(limits: [String: QuotaLimit] = [:]) {
        self.limits = limits
    }

    var isEmpty: Bool { tickets.isEmpty }

    /// Adds a request to the queue.
    ///
    /// - Parameters:
    ///   - scope: The scope whose quota it uses.
    ///   - known: The limit of the scope that the document names.
    ///   - number: The position of a retried request; nil for a new one.
    ///   - reporter: Receives lines while it waits.
    ///   - end: The time after which it is of no use; nil for never.
    ///   - now: The present time.
    /// - Returns: Its position.
    package mutating func add(
        _ scope: QuotaScope,
        known: QuotaLimit? = nil,
        number: Int? = nil,
        reporter: WaitReporter? = nil,
        end: Duration? = nil,
        _ now: Duration
    ) -> Int {
        prepare(scope, known, now)
        let place = number ?? nextNumber
        if number == nil { nextNumber += 1 }
        let ticket = Ticket(
            number: place,
            scope: scope,
            start: now,
            wasRefused: number != nil,
            reporter: reporter,
            end: end
        )
        let index = tickets.lastIndex { $0.number < place }.map { $0 + 1 } ?? 0
        tickets.insert(ticket, at: index)
        return place
    }

    /// Removes a request from the queue, if it is in it.
    package mutating func remove(_ number: Int) {
        tickets.removeAll { $0.number == number }
    }

    /// The user's limit for a service, given by its id or by its name alone.
    private func usersLimit(of service: String) -> QuotaLimit? {
        guard !limits.isEmpty else { return nil }
        return limits[service] ?? service.split(separator: ".").last.flatMap { limits[String($0)] }
    }

    /// Makes the missing levels of a scope.
    private mutating func prepare(_ scope: QuotaScope, _ known: QuotaLimit?, _ now: Duration) {
        let scopes = scope.levels
        guard !scopes.allSatisfy({ levels[$0] != nil }) else { return }
        if levels.count > Self.manyLevels {
            levels = levels.filter { level in
                !level.value.isIdle(now) || tickets.contains { level.key.contains($0.scope) }
            }
        }
        for level in scopes where levels[level] == nil {
            let users = usersLimit(of: level.service)
            let known = users == nil && level == scopes.last ? known : nil
            levels[level] = QuotaLevel(level == scopes.first ? users ?? known : known)
        }
    }
}

// MARK: - Release

extension QuotaQueue {
    /// The requests whose wait ends now, in order.
    package mutating func release(_ now: Duration) -> [(number: Int, release: Release)] {
        var released: [(number: Int, release: Release)] = []
        var waiting: [Ticket] = []
        for ticket in tickets {
            if let release = release(ticket, now) {
                released.append((ticket.number, release))
            } else {
                waiting.append(ticket)
                waiting[waiting.count - 1].isHeld = true
            }
        }
        tickets = waiting
        return released
    }

    private mutating func release(_ ticket: Ticket, _ now: Duration) -> Release? {
        let scopes = ticket.scope.levels
        if ticket.wasRefused, scopes.contains(where: { levels[$0]?.isHopeless ?? false }) {
            return .hopeless
        }
        let pause = scopes.compactMap { levels[$0]?.pace.pausedUntil }.max() ?? .zero
        if let end = ticket.end, pause > now, pause >= end { return .tooLate(pause - now) }
        guard let opening = opening(of: ticket, now), opening <= now else { return nil }
        var pass = Pass(
            number: ticket.number,
            scope: ticket.scope,
            sent: now,
            waited: ticket.isHeld ? now - ticket.start : .zero
        )
        for scope in scopes where levels[scope]?.send(now) ?? false { pass.probed.append(scope) }
        return .pass(pass)
    }

    /// The time at which all levels of a request are open; nil when a response has to come first.
    private func opening(of ticket: Ticket, _ now: Duration) -> Duration? {
        var latest = now
        for scope in ticket.scope.levels {
            guard let level = levels[scope] else { continue }
            guard let opening = level.opening(now) else { return nil }
            latest = max(latest, opening)
        }
        return latest
    }

    /// The time of the next release or report, if no response arrives earlier.
    package func nextTime(_ now: Duration) -> Duration? {
        let openings = tickets.compactMap { opening(of: $0, now) }
        let reports = tickets.compactMap { ticket in
            ticket.reporter?.due(since: ticket.start)
        }
        return (openings + reports).min()
    }
}

// MARK: - Outcomes

extension QuotaQueue {
    /// Records the outcome of a request.
    package mutating func end(_ pass: Pass, _ outcome: Outcome, _ now: Duration) {
        for scope in pass.scope.levels {
            levels[scope]?.end()
            switch outcome {
            case .admitted(let kind):
                levels[scope]?.admit(sentAt: pass.sent, kind: kind, now)
            case .refused(let extent, _) where pass.scope.widened(to: extent) == scope: break
            case .refused, .lost:
                if pass.probed.contains(scope) { levels[scope]?.pace.recordLostProbe(now) }
            }
        }
        switch outcome {
        case .admitted: break
        case .refused(let extent, let pause):
            let level = pass.scope.widened(to: extent)
            levels[level]?.refuse(sentAt: pass.sent, pause: pause, now)
        case .lost(let pause):
            guard pause > .zero, let scope = pass.scope.levels.last else { return }
            levels[scope]?.pace.pause(until: now + pause)
        }
    }

    /// The wait of a new request of a scope, as far as it is known.
    func delay(of scope: QuotaScope, _ now: Duration) -> Duration {
        let openings = scope.levels.compactMap { levels[$0]?.opening(now) }
        return max(.zero, (openings.max() ?? now) - now)
    }
}

// MARK: - Reports

extension QuotaQueue {
    /// The lines about waiting requests that are due.
    package mutating func reports(_ now: Duration) -> [(WaitReporter, String)] {
        var reports: [(WaitReporter, String)] = []
        for ticket in tickets {
            guard let reporter = ticket.reporter, reporter.takesTurn(since: ticket.start, now)
            else {
                continue
            }
            reports.append((reporter, report(on: ticket, now)))
        }
        return reports
    }

    private func report(on ticket: Ticket, _ now: Duration) -> String {
        let scope = closed(for: ticket.scope, now)
        let count = tickets.count { scope.contains($0.scope) }
        let calls = count == 1 ? "1 call" : "\(count) calls"
        return "waiting for quota of \(scope.text): \(calls) in the queue, \(pace(of: scope, now))"
    }

    private func pace(of scope: QuotaScope, _ now: Duration) -> String {
        if let opening = levels[scope]?.opening(now), opening - now > .seconds(1) {
            return "the next is sent in \((opening - now).readable)"
        }
        guard let rate = levels[scope]?.rate else {
            return levels[scope]?.width.map { "\($0) at a time" } ?? "one after another"
        }
        return rate < 0.95 ? "\(tenths(rate * 60)) requests/min" : "\(tenths(rate)) requests/s"
    }

    private func tenths(_ number: Double) -> String {
        let tenths = Int((min(number, 1e12) * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// The level that holds the requests of a scope back: the one that opens last.
    func closed(for scope: QuotaScope, _ now: Duration) -> QuotaScope {
        let scopes = scope.levels
        let shut = scopes.first { levels[$0].map { $0.opening(now) == nil } ?? false }
        let last = scopes.max { opening(of: $0, now) < opening(of: $1, now) }
        return shut ?? last ?? scope
    }

    private func opening(of scope: QuotaScope, _ now: Duration) -> Duration {
        levels[scope]?.opening(now) ?? now
    }
}
