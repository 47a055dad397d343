/// A step of a call, for logs and counters; it holds no header and no secret.
public struct CallEvent: Sendable, Hashable {
    /// The kind of a step.
    public enum Step: Sendable, Hashable {
        /// A request is sent.
        case request(method: String, url: String)
        /// A response arrived; `bytes` is the size of its decoded body.
        case response(status: Int, bytes: Int, duration: Duration)
        /// No response arrived.
        case failure(TransportError, duration: Duration)
        /// The request will be retried after a wait.
        case retry(reason: String, wait: Duration)
        /// The request has waited for its turn, because a quota was used up.
        case wait(quota: String, duration: Duration)
    }

    /// The call's number in its client, which its retries share.
    public var call: Int
    /// The step itself.
    public var step: Step
    /// The trace ID in the call's requests, 32 hexadecimal digits; nil without a trace.
    public var trace: String?

    /// Makes an event.
    public init(call: Int, step: Step, trace: String? = nil) {
        self.call = call
        self.step = step
        self.trace = trace
    }
}
