import Synchronization
import TuneQLTransport

/// Credentials that fetch a token, keep it until shortly before it expires, and fetch the next.
///
/// One fetch runs at a time and serves all waiters; a cancelled waiter returns at once, and the
/// fetch is cancelled after the last waiter has left.
final class TokenCredentials: CredentialSource {
    private typealias Outcome = Result<AccessToken, CredentialError>
    private typealias Continuation = CheckedContinuation<Outcome, Never>

    private struct State {
        var token: AccessToken?
        var waiters: [Int: Continuation] = [:]
        var task: Task<Void, Never>?
        /// Distinguishes a cancelled fetch from the one after it.
        var generation = 0
    }

    /// The fields that go with every token.
    private let fields: [HTTPField]
    private let now: @Sendable () -> Int64
    private let issuer: any TokenIssuer
    let identity: CredentialDescription?
    private let state = Mutex(State())
    private let waiterCount = Atomic(0)

    init(
        _ issuer: any TokenIssuer,
        adding fields: [HTTPField],
        now: @escaping @Sendable () -> Int64,
        identity: CredentialDescription? = nil
    ) {
        self.issuer = issuer
        self.fields = fields
        self.now = now
        self.identity = identity
    }

    func authorization(
        replacing rejected: [HTTPField]?
    ) async throws(CredentialError) -> [HTTPField] {
        let waiter = waiterCount.add(1, ordering: .relaxed).newValue
        let cancellation = Cancellation()
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                join(waiter, continuation, rejected, cancellation)
            }
        } onCancel: {
            cancellation.set()
            leave(waiter)
        }
        return [try outcome.get().field] + fields
    }

    /// Resumes with the kept token, or waits for a fetch, which is started if none runs.
    private func join(
        _ waiter: Int,
        _ continuation: Continuation,
        _ rejected: [HTTPField]?,
        _ cancellation: Cancellation
    ) {
        let outcome: Outcome? = state.withLock { state in
            if cancellation.isSet { return .failure(.cancelled) }
            if let rejected, let token = state.token, [token.field] + fields == rejected {
                state.token = nil
            }
            if let token = state.token, token.isFresh(at: now()) { return .success(token) }
            state.waiters[waiter] = continuation
            if state.task == nil { startFetch(&state) }
            return nil
        }
        if let outcome { continuation.resume(returning: outcome) }
    }

    private func leave(_ waiter: Int) {
        let (continuation, idle) = state.withLock { state in
            let continuation = state.waiters.removeValue(forKey: waiter)
            guard state.waiters.isEmpty else { return (continuation, Task<Void, Never>?.none) }
            defer { state.task = nil }
            return (continuation, state.task)
        }
        idle?.cancel()
        continuation?.resume(returning: .failure(.cancelled))
    }

    private func startFetch(_ state: inout State) {
        state.generation += 1
        let generation = state.generation
        state.task = Task { [issuer] in
            do throws(CredentialError) {
                let token = try await issuer.token()
                Redactor.shared.register(token.value)
                finish(.success(token), generation)
            } catch {
                finish(.failure(error), generation)
            }
        }
    }

    private func finish(_ outcome: Outcome, _ generation: Int) {
        let (waiters, outcome): ([Continuation], Outcome) = state.withLock { state in
            guard state.generation == generation, state.task != nil else { return ([], outcome) }
            state.task = nil
            let outcome = settled(outcome, keeping: state.token)
            if case .success(let token) = outcome { state.token = token }
            defer { state.waiters = [:] }
            return (Array(state.waiters.values), outcome)
        }
        for waiter in waiters { waiter.resume(returning: outcome) }
    }

    /// The outcome, or the kept token if it is still valid and the token service is unreachable.
    ///
    /// The service may be back before the token expires.
    private func settled(_ outcome: Outcome, keeping token: AccessToken?) -> Outcome {
        guard case .failure(let error) = outcome, error.kind == .unreachable,
            let kept = token?.postponed(at: now())
        else { return outcome }
        return .success(kept)
    }
}

extension CredentialError {
    static let cancelled = CredentialError(.cancelled, "the wait for credentials was cancelled")
}
