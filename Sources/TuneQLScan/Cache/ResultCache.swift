import Synchronization
package import TuneQLCalls
import TuneQLJSON

/// The complete answers that a session keeps for its next statements, for a short time.
///
/// A session has one engine, hence one set of endpoints and credentials: everything else that
/// determines an answer is in the call. The page size does not matter, since only complete lists
/// are kept, and an answer with more fields serves calls that ask for fewer.
package final class ResultCache: Sendable {
    /// The maximum size of kept and pending answers, in bytes.
    private let limit: Int
    private let time: @Sendable () -> Duration
    private let answers = Mutex(KeptAnswers())

    /// Makes an empty cache.
    ///
    /// - Parameters:
    ///   - clock: The clock that measures the age of answers.
    ///   - limit: The maximum size of kept and pending answers, in bytes.
    package init(clock: any Clock<Duration>, limit: Int = 64 << 20) {
        time = Self.time(since: clock)
        self.limit = limit
    }

    /// The size of kept and pending answers, in bytes.
    package var size: Int { answers.withLock(\.size) }

    /// The pages of the kept answer to a call; nil if there is none that is at most `lifetime` old.
    package func pages(for call: MethodCall, within lifetime: Duration) -> [CallPage]? {
        let oldest = time() - lifetime
        return answers.withLock { $0.use(answerTo: call, askedAfter: oldest)?.pages }
    }

    /// The age of the kept answer to a call; nil if the call would be made.
    package func age(of call: MethodCall, within lifetime: Duration) -> Duration? {
        let now = time()
        return answers.withLock { $0.answer(to: call, askedAfter: now - lifetime)?.asked }
            .map { now - $0 }
    }

    /// Starts an answer to a call that is about to be made.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - lifetime: The maximum age of answers; older ones are removed first to make room.
    /// - Returns: The answer, to which the pages have to be added.
    package func pendingAnswer(to call: MethodCall, lifetime: Duration) -> PendingAnswer {
        PendingAnswer(
            in: self,
            of: call,
            asked: time(),
            lifetime: lifetime,
            generation: answers.withLock(\.generation)
        )
    }

    /// Removes all answers.
    package func forget() {
        answers.withLock { $0.forget { _ in true } }
    }

    /// Removes the answers for a resource, and does not keep those that are pending.
    package func forget(resource: String) {
        answers.withLock { $0.forget { $0.resource == resource } }
    }

    private static func time(since clock: some Clock<Duration>) -> @Sendable () -> Duration {
        let start = clock.now
        return { start.duration(to: clock.now) }
    }
}

// MARK: - Pending answers

extension ResultCache {
    /// Reserves room for a page; false if pending answers fill the cache.
    func reserve(_ size: Int, beside lifetime: Duration) -> Bool {
        let oldest = time() - lifetime
        return answers.withLock { $0.reserve(size, within: limit, askedAfter: oldest) }
    }

    func release(_ size: Int) {
        answers.withLock { $0.release(size) }
    }

    /// Keeps an answer whose room is reserved; false if answers were removed since its request.
    func keep(_ entry: KeptAnswers.Entry, for call: MethodCall, since generation: Int) -> Bool {
        answers.withLock { answers in
            guard answers.generation == generation else { return false }
            answers.keep(entry, for: call)
            return true
        }
    }
}
