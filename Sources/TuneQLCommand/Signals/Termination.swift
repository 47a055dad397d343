/// The signals that end a server: SIGINT, SIGTERM and SIGHUP.
enum Termination {
    /// Listens from now on; the first element asks the server to end.
    static func signals() -> AsyncStream<Void> {
        AsyncStream { continuation in
            SignalPipe.listen { _ in continuation.yield() }
        }
    }
}
