import CCurl
import Synchronization

/// The queue between callers and the I/O thread, and the handle that wakes the thread.
final class CurlMailbox: Sendable {
    /// The work received since the thread last took any.
    struct Work {
        var submitted: [CurlTransfer] = []
        var hasCancellations = false
    }

    private struct State {
        var work = Work()
        var isClosed = false
        /// libcurl's handle while the thread lives; other threads use it only to wake the thread.
        var multi: CAddress?
    }

    private let library: CurlLibrary
    private let state = Mutex(State())

    /// The maximum number of connections kept open for later requests.
    private static let maximumKeptConnections = 64

    /// Makes the mailbox and starts the thread that reads it.
    init(
        library: CurlLibrary,
        configuration: CurlTransport.Configuration
    ) throws(TransportError) {
        self.library = library
        guard let multi = library.multiInit() else {
            throw TransportError(.unsendable, "libcurl could not make a handle: out of memory")
        }
        let address = CAddress(pointer: multi)
        state.withLock { $0.multi = address }
        _ = ccurl_multi_set_long(
            library.symbols.multiSet.pointer,
            multi,
            CURLMOPT_MAXCONNECTS,
            Self.maximumKeptConnections
        )
        let worker = CurlWorker(
            library: library,
            configuration: configuration,
            mailbox: self,
            multi: multi
        )
        guard worker.startThread() else {
            _ = library.multiCleanup(multi)
            throw TransportError(.unsendable, "the I/O thread could not be started")
        }
    }

    /// Hands a transfer to the thread; once the mailbox is closed, the transfer fails at once.
    func submit(_ transfer: CurlTransfer) {
        let isAccepted = state.withLock { state in
            guard !state.isClosed else { return false }
            state.work.submitted.append(transfer)
            wake(state)
            return true
        }
        if !isAccepted { transfer.finish(.failure(.cancelled)) }
    }

    /// Tells the thread to look for transfers whose task was cancelled.
    func reportCancellation() {
        state.withLock { state in
            state.work.hasCancellations = true
            wake(state)
        }
    }

    /// Tells the thread to end.
    func close() {
        state.withLock { state in
            state.isClosed = true
            wake(state)
        }
    }

    /// Takes the work received since the last call; nil when the thread has to end.
    func take() -> Work? {
        state.withLock { state in
            guard !state.isClosed else { return nil }
            defer { state.work = Work() }
            return state.work
        }
    }

    /// Takes the last work and forgets the handle, which the thread may then destroy.
    func takeLast() -> Work {
        state.withLock { state in
            state.multi = nil
            defer { state.work = Work() }
            return state.work
        }
    }

    private func wake(_ state: borrowing State) {
        guard let multi = state.multi else { return }
        _ = library.multiWakeup(multi.pointer)
    }
}
