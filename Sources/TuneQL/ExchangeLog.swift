import Logging
import Synchronization
import TuneQLText
import TuneQLTransport

/// Writes calls to a logger, one entry for each exchange and each retry.
final class ExchangeLog: Sendable {
    private struct Request {
        var method: String
        var url: String
    }

    private let logger: Logger
    private let underWay = Mutex<[Int: Request]>([:])

    /// Nil when the logger's level excludes every entry.
    init?(_ logger: Logger) {
        guard logger.logLevel <= .info else { return nil }
        self.logger = logger
    }

    func record(_ event: CallEvent) {
        if case .request(let method, let url) = event.step {
            underWay.withLock { $0[event.call] = Request(method: method, url: url) }
        } else {
            write(event)
        }
    }

    private func write(_ event: CallEvent) {
        switch event.step {
        case .response(let status, let bytes, let duration):
            var metadata = metadata(of: event, duration)
            metadata["status"] = "\(status)"
            metadata["bytes"] = "\(bytes)"
            logger.debug("response received", metadata: metadata)
        case .failure(let error, let duration):
            var metadata = metadata(of: event, duration)
            metadata["error"] = "\(Redactor.shared.redact(error.message))"
            logger.info("request failed", metadata: metadata)
        case .retry(let reason, let wait):
            var metadata = identity(of: event)
            metadata["wait"] = "\(wait.readable)"
            metadata["reason"] = "\(Redactor.shared.redact(reason))"
            logger.info("request will be retried", metadata: metadata)
        default: break
        }
    }

    private func metadata(of event: CallEvent, _ duration: Duration) -> Logger.Metadata {
        let request = underWay.withLock { $0.removeValue(forKey: event.call) }
        var metadata = identity(of: event)
        metadata["method"] = "\(request?.method ?? "")"
        metadata["url"] = "\(Redactor.shared.redact(request?.url ?? ""))"
        metadata["duration"] = "\(duration.readable)"
        return metadata
    }

    private func identity(of event: CallEvent) -> Logger.Metadata {
        var metadata: Logger.Metadata = ["request-id": "\(event.call)"]
        if let trace = event.trace { metadata["trace-id"] = "\(trace)" }
        return metadata
    }
}
