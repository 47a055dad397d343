import Synchronization
package import TuneQLHTTP
package import TuneQLJSON

/// The complete answers that a session keeps for its next statements, for a short time.
///
/// A session has one engine, hence one set of end points and credentials: what else decides an
/// answer stands in the call. The page size does not, since only complete lists are kept; and an
/// answer with more fields serves calls that ask for fewer.
package final class ResultCache: Sendable {
    /// The bytes that are kept and collected at most.
    private let limit: Int
    private let time: @Sendable () -> Duration
    private let answers = Mutex(KeptAnswers())

    /// Makes an empty cache.
    ///
    /// - Parameters:
    ///   - clock: What the age of answers is measured by.
    ///   - limit: The bytes that are kept and collected at most.
    package init(clock: any Clock<Duration>, limit: Int = 64 << 20) {
        time = Self.time(since: clock)
        self.limit = limit
    }

    /// The bytes that are kept and collected.
    package var size: Int { answers.withLock(\.size) }

    /// The pages of the answer to a call; nil when none is kept that is not older than `lifetime`.
    package func pages(for call: MethodCall, within lifetime: Duration) -> [JSONPage]? {
        let oldest = time() - lifetime
        return answers.withLock { $0.use(answerTo: call, askedAfter: oldest)?.pages }
    }

    /// How old the answer is that a call would get; nil when it would be made.
    package func age(of call: MethodCall, within lifetime: Duration) -> Duration? {
        let now = time()
        return answers.withLock { $0.answer(to: call, askedAfter: now - lifetime)?.asked }
            .map { now - $0 }
    }

    /// Collects the pages of a call that is about to be made.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - lifetime: How old answers may be; older ones make room first.
    /// - Returns: What the pages have to be given to.
    package func recording(of call: MethodCall, lifetime: Duration) -> Recording {
        Recording(
            in: self,
            of: call,
            asked: time(),
            lifetime: lifetime,
            generation: answers.withLock(\.generation)
        )
    }

    /// Forgets everything.
    package func forget() {
        answers.withLock { $0.forget { _ in true } }
    }

    /// Forgets the answers for a resource, also those that are still on their way.
    package func forget(resource: String) {
        answers.withLock { $0.forget { $0.resource == resource } }
    }

    private static func time(since clock: some Clock<Duration>) -> @Sendable () -> Duration {
        let start = clock.now
        return { start.duration(to: clock.now) }
    }
}

// MARK: - Recordings

extension ResultCache {
    /// Makes room for a page; false when what is being collected fills the cache.
    func reserve(_ size: Int, beside lifetime: Duration) -> Bool {
        let oldest = time() - lifetime
        return answers.withLock { $0.reserve(size, within: limit, askedAfter: oldest) }
    }

    func release(_ size: Int) {
        answers.withLock { $0.release(size) }
    }

    /// Keeps an answer whose room is reserved; false when something was forgotten meanwhile.
    func keep(_ entry: KeptAnswers.Entry, for call: MethodCall, since generation: Int) -> Bool {
        answers.withLock { answers in
            guard answers.generation == generation else { return false }
            answers.keep(entry, for: call)
            return true
        }
    }
}
