import Synchronization

/// Writes results to stdout as they come, and keeps the first failure of that for the end.
///
/// A reader that leaves does not end a build between two statements.
final class ResultLines: Sendable {
    private let failure = Mutex<(any Error)?>(nil)

    func write(_ line: String) {
        failure.withLock { failure in
            guard failure == nil else { return }
            do {
                try printOutput(line)
            } catch {
                failure = error
            }
        }
    }

    /// Throws the first failure of writing.
    func finish() throws {
        if let error = failure.withLock({ $0 }) { throw error }
    }
}
