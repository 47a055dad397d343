public import TuneQLCalls
import TuneQLTransport

extension Engine {
    /// The counts of all sessions' calls since the engine was made.
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

    /// The clock for the time limits of statements: true time, even where waits are skipped.
    var timeLimitClock: any Clock<Duration> {
        client.clock is ReplayClock ? ContinuousClock() : client.clock
    }
}

extension Engine.Configuration {
    /// The function called for each event of a call, for observer and logger; nil without either.
    var observation: (@Sendable (CallEvent) -> Void)? {
        guard let log = ExchangeLog(logger) else { return observer }
        guard let observer else { return { log.record($0) } }
        return { event in
            log.record(event)
            observer(event)
        }
    }
}
