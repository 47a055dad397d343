import Synchronization
package import TuneQLCalls
import TuneQLJSON

/// The complete results that a session keeps for its next statements, for a short time.
///
/// A session has one engine, hence one set of endpoints and credentials: everything else that
/// determines a result is in the call. The page size does not matter, since only complete lists
/// are kept, and a result with more fields serves calls that ask for fewer.
package final class ResultCache: Sendable {
    /// The maximum size of cached and pending results, in bytes.
    private let limit: Int
    private let time: @Sendable () -> Duration
    private let results = Mutex(CachedResults())

    /// Makes an empty cache.
    ///
    /// - Parameters:
    ///   - clock: The clock that measures the age of results.
    ///   - limit: The maximum size of cached and pending results, in bytes.
    package init(clock: any Clock<Duration>, limit: Int = 64 << 20) {
        time = Self.time(since: clock)
        self.limit = limit
    }

    /// The size of cached and pending results, in bytes.
    package var size: Int { results.withLock(\.size) }

    /// The pages of a call's cached result; nil if there is none that is at most `lifetime` old.
    package func pages(for call: MethodCall, within lifetime: Duration) -> [CallPage]? {
        let oldest = time() - lifetime
        return results.withLock { $0.use(resultOf: call, requestedAfter: oldest)?.pages }
    }

    /// The age of a call's cached result; nil if the call would be made.
    package func age(of call: MethodCall, within lifetime: Duration) -> Duration? {
        let now = time()
        return results.withLock { $0.result(of: call, requestedAfter: now - lifetime)?.requested }
            .map { now - $0 }
    }

    /// Starts the result of a call that is about to be made.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - lifetime: The maximum age of results; older ones are removed first to make room.
    /// - Returns: The result, to which the pages have to be added.
    package func pendingResult(of call: MethodCall, lifetime: Duration) -> PendingResult {
        PendingResult(
            in: self,
            of: call,
            requested: time(),
            lifetime: lifetime,
            generation: results.withLock(\.generation)
        )
    }

    /// Removes all results.
    package func forget() {
        results.withLock { $0.forget { _ in true } }
    }

    /// Removes the results for a resource, and does not keep those that are pending.
    package func forget(resource: String) {
        results.withLock { $0.forget { $0.resource == resource } }
    }

    private static func time(since clock: some Clock<Duration>) -> @Sendable () -> Duration {
        let start = clock.now
        return { start.duration(to: clock.now) }
    }
}

// MARK: - Pending results

extension ResultCache {
    /// Reserves room for a page; false if pending results fill the cache.
    func reserve(_ size: Int, within lifetime: Duration) -> Bool {
        let oldest = time() - lifetime
        return results.withLock { $0.reserve(size, within: limit, requestedAfter: oldest) }
    }

    func release(_ size: Int) {
        results.withLock { $0.release(size) }
    }

    /// Keeps a result whose room is reserved; false if results were removed since its request.
    func keep(_ entry: CachedResults.Entry, for call: MethodCall, since generation: Int) -> Bool {
        results.withLock { results in
            guard results.generation == generation else { return false }
            results.keep(entry, for: call)
            return true
        }
    }
}
