import Synchronization

/// The trace of requests: the one that the process was started in, or one per statement.
package struct Tracing: Sendable {
    private let parent: TraceContext?

    /// Continues the trace of `TRACEPARENT` and `TRACESTATE`, when they are set.
    package init(environment: [String: String]) {
        parent = environment["TRACEPARENT"].flatMap {
            TraceContext(traceparent: $0, state: environment["TRACESTATE"])
        }
    }

    /// The trace of a call.
    package func context(of statement: StatementTrace?) -> TraceContext {
        parent ?? statement?.context ?? TraceContext()
    }
}

/// The trace of a statement, which begins with its first call.
package final class StatementTrace: Sendable {
    package init() {}

    private let begun = Mutex<TraceContext?>(nil)

    var context: TraceContext {
        begun.withLock { begun in
            let context = begun ?? TraceContext()
            begun = context
            return context
        }
    }
}
