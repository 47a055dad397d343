/// The end of a server: SIGINT or SIGTERM.
enum Termination {
    /// Listens from now on; the first element tells the server to end.
    static func signals() -> AsyncStream<Void> {
        AsyncStream { continuation in
            SignalPipe.listen { _ in continuation.yield() }
        }
    }
}
