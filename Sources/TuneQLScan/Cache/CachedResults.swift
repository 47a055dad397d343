import TuneQLCalls
import TuneQLJSON

/// The results that a cache keeps, by their calls.
struct CachedResults {
    /// A complete result.
    struct Entry {
        /// The field mask of the request; nil for all fields.
        var fields: String?
        var pages: [CallPage]
        var size: Int
        /// The time of the request.
        var requested: Duration
        fileprivate(set) var lastUse = 0
    }

    /// The size of all entries and of pending results, in bytes.
    private(set) var size = 0
    /// Increases with each removal of outdated results: those requested before may be outdated too.
    private(set) var generation = 0
    private var entries: [MethodCall: [Entry]] = [:]
    private var uses = 0

    /// The youngest result that serves a call.
    func result(of call: MethodCall, requestedAfter time: Duration) -> Entry? {
        position(of: call, requestedAfter: time).flatMap { entries[$0.key]?[$0.index] }
    }

    /// The youngest result that serves a call, marked as used.
    mutating func use(resultOf call: MethodCall, requestedAfter time: Duration) -> Entry? {
        guard let position = position(of: call, requestedAfter: time) else { return nil }
        uses += 1
        entries[position.key]?[position.index].lastUse = uses
        return entries[position.key]?[position.index]
    }

    /// Adds a result whose size is counted already; it replaces those that it covers.
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
        requestedAfter time: Duration
    ) -> (key: MethodCall, index: Int)? {
        let key = call.withoutExtent
        guard let entries = entries[key] else { return nil }
        return entries.indices
            .filter {
                entries[$0].requested >= time && FieldMask.covers(entries[$0].fields, call.fields)
            }
            .max { entries[$0].requested < entries[$1].requested }
            .map { (key, $0) }
    }
}

// MARK: - Room

extension CachedResults {
    /// Reserves bytes for a pending result; false if there is no room for them.
    ///
    /// Results that are too old are removed first, then the least recently used.
    mutating func reserve(_ count: Int, within limit: Int, requestedAfter time: Duration) -> Bool {
        if size + count > limit { discard { _, entry in entry.requested < time } }
        while size + count > limit {
            guard discardOldestUse() else { return false }
        }
        size += count
        return true
    }

    mutating func release(_ count: Int) {
        size -= count
    }

    /// Removes the results of some calls.
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

    /// Removes the least recently used result; false if there is none.
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
    /// The call without the fields in which a result may differ from the calls that it serves.
    fileprivate var withoutExtent: MethodCall {
        var call = self
        call.fields = nil
        call.pageSize = nil
        return call
    }
}
