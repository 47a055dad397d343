/// A step of a call, for logs and counters; it holds no header and no secret.
package struct CallEvent: Sendable, Hashable {
    package enum Step: Sendable, Hashable {
        /// A request goes out.
        case request(method: String, url: String)
        /// An answer came; `bytes` is the size of its decoded body.
        case response(status: Int, bytes: Int, duration: Duration)
        /// No answer came.
        case failure(TransportError, duration: Duration)
        /// The request will be repeated after a wait.
        case retry(reason: String, wait: Duration)
    }

    /// The call's number in its client; its repetitions have the same.
    package var call: Int
    package var step: Step

    package init(call: Int, step: Step) {
        self.call = call
        self.step = step
    }
}
