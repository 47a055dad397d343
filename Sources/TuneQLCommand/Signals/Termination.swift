/// The end of a server: SIGINT, SIGTERM or SIGHUP.
enum Termination {
    /// Listens from now on; the first element tells the server to end.
    static func signals() -> AsyncStream<Void> {
        AsyncStream { continuation in
            SignalPipe.listen { _ in continuation.yield() }
        }
    }
}
