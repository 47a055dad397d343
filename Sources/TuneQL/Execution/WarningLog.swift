import Synchronization

/// The warnings about a statement, each once, in the order of its text.
final class WarningLog: Sendable {
    private let warnings = Mutex<[QueryWarning]>([])

    var all: [QueryWarning] {
        warnings.withLock { $0 }.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    func add(_ others: [QueryWarning]) {
        guard !others.isEmpty else { return }
        warnings.withLock { warnings in
            warnings += others.filter { !warnings.contains($0) }
        }
    }
}
