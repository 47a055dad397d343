import TuneQLCalls
import TuneQLJSON

/// The answers that a cache keeps, by their calls.
struct KeptAnswers {
    /// A complete answer.
    struct Entry {
        /// The field mask of the request; nil for all fields.
        var fields: String?
        var pages: [CallPage]
        var size: Int
        /// The time of the request.
        var asked: Duration
        fileprivate(set) var lastUse = 0
    }

    /// The size of all entries and of pending answers, in bytes.
    private(set) var size = 0
    /// Increases with each removal of outdated answers: those requested before may be outdated too.
    private(set) var generation = 0
    private var entries: [MethodCall: [Entry]] = [:]
    private var uses = 0

    /// The youngest answer that serves a call.
    func answer(to call: MethodCall, askedAfter time: Duration) -> Entry? {
        position(of: call, askedAfter: time).flatMap { entries[$0.key]?[$0.index] }
    }

    /// The youngest answer that serves a call, marked as used.
    mutating func use(answerTo call: MethodCall, askedAfter time: Duration) -> Entry? {
        guard let position = position(of: call, askedAfter: time) else { return nil }
        uses += 1
        entries[position.key]?[position.index].lastUse = uses
        return entries[position.key]?[position.index]
    }

    /// Adds an answer whose size is counted already; it replaces those that it covers.
    mutating func keep(_ entry: Entry, for call: MethodCall) {
        let key = call.withoutExtent
        discard(key) { FieldMask.covers(entry.fields, $0.fields) }
        var entry = entry
        uses += 1
        entry.lastUse = uses
        entries[key, default: []].append(entry)
    }

    private func position(
        of call: MethodCall,
        askedAfter time: Duration
    ) -> (key: MethodCall, index: Int)? {
        let key = call.withoutExtent
        guard let entries = entries[key] else { return nil }
        return entries.indices
            .filter {
                entries[$0].asked >= time && FieldMask.covers(entries[$0].fields, call.fields)
            }
            .max { entries[$0].asked < entries[$1].asked }
            .map { (key, $0) }
    }
}

// MARK: - Room

extension KeptAnswers {
    /// Reserves bytes for a pending answer; false if there is no room for them.
    ///
    /// Answers that are too old are removed first, then the least recently used.
    mutating func reserve(_ count: Int, within limit: Int, askedAfter time: Duration) -> Bool {
        if size + count > limit { discard { _, entry in entry.asked < time } }
        while size + count > limit {
            guard discardOldestUse() else { return false }
        }
        size += count
        return true
    }

    mutating func release(_ count: Int) {
        size -= count
    }

    /// Removes the answers to some calls.
    mutating func forget(where isOutdated: (MethodCall) -> Bool) {
        generation += 1
        discard { call, _ in isOutdated(call) }
    }

    private mutating func discard(where isWorthless: (MethodCall, Entry) -> Bool) {
        for call in Array(entries.keys) { discard(call) { isWorthless(call, $0) } }
    }

    private mutating func discard(_ call: MethodCall, where isWorthless: (Entry) -> Bool) {
        guard let all = entries[call] else { return }
        let rest = all.filter { !isWorthless($0) }
        size -= all.reduce(0) { $0 + $1.size } - rest.reduce(0) { $0 + $1.size }
        entries[call] = rest.isEmpty ? nil : rest
    }

    /// Removes the least recently used answer; false if there is none.
    private mutating func discardOldestUse() -> Bool {
        let oldest = entries.lazy.compactMap { call, entries in
            entries.map(\.lastUse).min().map { (call: call, use: $0) }
        }
        .min { $0.use < $1.use }
        guard let oldest else { return false }
        discard(oldest.call) { $0.lastUse == oldest.use }
        return true
    }
}

extension MethodCall {
    /// The call without the fields in which an answer may differ from the calls that it serves.
    fileprivate var withoutExtent: MethodCall {
        var call = self
        call.fields = nil
        call.pageSize = nil
        return call
    }
}
