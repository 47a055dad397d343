import Synchronization

/// The resources that were read last, by the parts of their names in lower case.
///
/// Analysing one statement looks its resources up several times, and reading one takes longer the
/// more methods and messages it has.
final class RecentResources: Sendable {
    /// The most resources that are kept: those of a wide join, or of a script.
    private static let limit = 32

    private struct State {
        var resources: [[String]: Resource] = [:]
        /// The names, the one that was used last at the end.
        var order: [[String]] = []

        /// Makes a name the one that was used last.
        mutating func touch(_ name: [String]) {
            order.removeAll { $0 == name }
            if resources[name] != nil { order.append(name) }
        }
    }

    private let state = Mutex(State())

    subscript(_ name: [String]) -> Resource? {
        get {
            state.withLock { state in
                guard let resource = state.resources[name] else { return nil }
                state.touch(name)
                return resource
            }
        }
        set {
            state.withLock { state in
                state.resources[name] = newValue
                state.touch(name)
                guard state.order.count > Self.limit else { return }
                state.resources[state.order.removeFirst()] = nil
            }
        }
    }

    /// Forgets all, since other catalogs are used now.
    func forget() {
        state.withLock { $0 = State() }
    }
}
