public import TuneQLCalls
import TuneQLTransport

extension Engine {
    /// What the calls of all sessions did since the engine was made.
    ///
    /// ```swift
    /// let before = engine.counters
    /// let jobs = try await session.run(
    ///     """
    ///     SELECT count(*) FROM google.aiplatform.tuning_jobs
    ///     WHERE projectsId = 'demo-project' AND locationsId IN ('us-central1', 'us-east1')
    ///     """
    /// )
    /// for try await _ in jobs {}
    /// #expect(engine.counters.pages - before.pages == 2)
    /// #expect(engine.counters.rows - before.rows == 200)
    /// ```
    public var counters: CallCounts { client.counters.current }

    /// What the time limits of statements are measured by: true time, even where waits are skipped.
    var timeLimitClock: any Clock<Duration> {
        client.clock is ReplayClock ? ContinuousClock() : client.clock
    }
}

extension Engine.Configuration {
    /// Whatever wants to know of calls: the observer and the logger; nil when nobody does.
    var observation: (@Sendable (CallEvent) -> Void)? {
        guard let log = ExchangeLog(logger) else { return observer }
        guard let observer else { return { log.note($0) } }
        return { event in
            log.note(event)
            observer(event)
        }
    }
}
