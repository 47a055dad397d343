/// A step of a call, for logs and counters; it holds no header and no secret.
public struct CallEvent: Sendable, Hashable {
    /// What a step is.
    public enum Step: Sendable, Hashable {
        /// A request goes out.
        case request(method: String, url: String)
        /// An answer came; `bytes` is the size of its decoded body.
        case response(status: Int, bytes: Int, duration: Duration)
        /// No answer came.
        case failure(TransportError, duration: Duration)
        /// The request will be repeated after a wait.
        case retry(reason: String, wait: Duration)
        /// The request has waited for its turn, since so much of a quota is used up.
        case wait(quota: String, duration: Duration)
    }

    /// The call's number in its client; its repetitions have the same.
    public var call: Int
    /// What happened.
    public var step: Step
    /// The id of the trace that the call's requests tell of: 32 hexadecimal digits; nil where none is kept.
    public var trace: String?

    /// Makes an event.
    public init(call: Int, step: Step, trace: String? = nil) {
        self.call = call
        self.step = step
        self.trace = trace
    }
}
