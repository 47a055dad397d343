import Glibc
import Synchronization

/// Sends requests with the system's libcurl: HTTP/2, kept connections, gzip, proxies, TLS.
///
/// libcurl is loaded and one I/O thread started when the first request is made; the thread ends
/// with the transport.
public final class CurlTransport: Transport {
    /// The configuration that the transport was made with.
    public let configuration: Configuration
    private let mailbox = Mutex<CurlMailbox?>(nil)

    /// Makes a transport; nothing is loaded or opened yet.
    public init(configuration: Configuration = Configuration()) {
        self.configuration = configuration
    }

    deinit {
        mailbox.withLock { $0?.close() }
    }

    /// Sends a request and waits for the whole response.
    public func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        try request.validate()
        let mailbox = try started()
        let cancellation = Cancellation()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                mailbox.submit(CurlTransfer(request, continuation, cancellation))
            }
        } onCancel: {
            cancellation.set()
            mailbox.reportCancellation()
        }
        return try result.get()
    }

    /// The mailbox of the I/O thread, which the first request starts.
    private func started() throws(TransportError) -> CurlMailbox {
        let result = mailbox.withLock { mailbox in
            Result { () throws(TransportError) in
                if let mailbox { return mailbox }
                let library = try CurlLibrary.named(configuration.libraryName)
                let made = try CurlMailbox(library: library, configuration: configuration)
                mailbox = made
                return made
            }
        }
        return try result.get()
    }
}

extension HTTPRequest {
    /// Refuses control characters, with which a value could end its line and begin another.
    func validate() throws(TransportError) {
        let fields = headers.flatMap { [$0.name, $0.value] } + [method, url]
        guard fields.allSatisfy({ $0.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } }) else {
            throw TransportError(.unsendable, "the request contains a control character")
        }
    }
}
