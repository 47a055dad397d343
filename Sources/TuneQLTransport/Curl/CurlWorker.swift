import CCurl
import Glibc

/// The I/O thread's state: after the setup, every libcurl call but the wake-up is made here.
///
/// `@unchecked Sendable`: it is made by one thread, handed to the new one, and used there alone.
final class CurlWorker: @unchecked Sendable {
    private let library: CurlLibrary
    private let configuration: CurlTransport.Configuration
    private let mailbox: CurlMailbox
    private let multi: CurlLibrary.Handle
    private var waiting: [CurlTransfer] = []
    private var active: [CurlLibrary.Handle: CurlTransfer] = [:]
    /// Handles of finished transfers: reuse saves their buffers.
    private var spares: [CurlLibrary.Handle] = []

    /// The longest sleep of an idle thread; any event wakes it earlier.
    private static let idleMilliseconds: Int32 = 600_000

    init(
        library: CurlLibrary,
        configuration: CurlTransport.Configuration,
        mailbox: CurlMailbox,
        multi: CurlLibrary.Handle
    ) {
        self.library = library
        self.configuration = configuration
        self.mailbox = mailbox
        self.multi = multi
    }

    /// Starts the thread; returns false when the system cannot create one.
    func startThread() -> Bool {
        let context = Unmanaged.passRetained(self)
        guard startDetachedThread({ context.takeRetainedValue().run() }) else {
            context.release()
            return false
        }
        return true
    }

    private func run() {
        while let work = mailbox.take() {
            waiting += work.submitted
            if work.hasCancellations { dropCancelled() }
            startWaiting()
            var running: Int32 = 0
            _ = library.multiPerform(multi, &running)
            let hasRoom = finishDone()
            if !hasRoom || waiting.isEmpty {
                _ = library.multiPoll(multi, nil, 0, Self.idleMilliseconds, nil)
            }
        }
        end()
    }

    private func end() {
        let unstarted = waiting + mailbox.takeLast().submitted
        for transfer in unstarted { transfer.finish(.failure(.cancelled)) }
        for handle in Array(active.keys) { stop(handle, with: .failure(.cancelled)) }
        for handle in spares { library.easyCleanup(handle) }
        _ = library.multiCleanup(multi)
    }

    private func dropCancelled() {
        for transfer in waiting where transfer.isCancelled {
            transfer.finish(.failure(.cancelled))
        }
        waiting.removeAll { $0.isCancelled }
        for (handle, transfer) in active where transfer.isCancelled {
            stop(handle, with: .failure(.cancelled))
        }
    }

    private func startWaiting() {
        let room = max(1, configuration.maximumParallelTransfers) - active.count
        let next = waiting.prefix(max(0, room))
        waiting.removeFirst(next.count)
        for transfer in next { start(transfer) }
    }

    private func start(_ transfer: CurlTransfer) {
        guard !transfer.isCancelled else { return transfer.finish(.failure(.cancelled)) }
        guard let handle = spares.popLast() ?? library.easyInit() else {
            return transfer.finish(.failure(TransportError(.unsendable, "out of memory")))
        }
        transfer.configure(CurlHandle(library: library, pointer: handle), configuration)
        active[handle] = transfer
        if library.multiAdd(multi, handle) != CURLM_OK {
            stop(handle, with: .failure(TransportError(.unsendable, "libcurl refused the request")))
        }
    }

    /// Ends the transfers that libcurl has finished; returns whether there were any.
    private func finishDone() -> Bool {
        var left: Int32 = 0
        var hasFinished = false
        while let message = library.multiInfoRead(multi, &left)?.pointee {
            guard message.msg == CURLMSG_DONE, let handle = message.easy_handle,
                let transfer = active[handle]
            else { continue }
            let curl = CurlHandle(library: library, pointer: handle)
            stop(handle, with: transfer.result(curl, code: message.data.result))
            hasFinished = true
        }
        return hasFinished
    }

    private func stop(
        _ handle: CurlLibrary.Handle,
        with result: Result<HTTPResponse, TransportError>
    ) {
        _ = library.multiRemove(multi, handle)
        library.easyReset(handle)
        spares.append(handle)
        guard let transfer = active.removeValue(forKey: handle) else { return }
        transfer.releaseHeaders(library)
        transfer.finish(result)
    }
}
