import TuneQLCatalog

/// Notices scans that are started again and again with other parameters, and sends scouts ahead.
///
/// SQLite's joins are nested loops: for each row of the outer table it starts the inner scan and
/// waits. A scout runs the same statement on a connection of its own, where the inner table answers
/// no rows, and so names the calls that the loop is going to need. They are made in parallel, and
/// the loop finds their answers waiting. What SQLite computes is not touched: a scout only fetches.
///
/// It lives on the session's thread.
final class FanOut {
    private let startScout: (ScanPlace, ScoutWindow) -> CancelToken?
    private let firstWindow: Int
    private var places: [ScanPlace: Place] = [:]
    private var windows: [ScoutWindow] = []
    private var scouts: [CancelToken] = []

    /// What is known of a place.
    private enum Place {
        case scanned(StatementScans.Key)
        case scouted
    }

    /// Makes one for a statement.
    ///
    /// - Parameters:
    ///   - mayStopEarly: Whether the statement may leave rows unread; then scouts begin carefully.
    ///   - startScout: Starts a scout for a place; the answer ends it. Nil when there can be none.
    init(
        mayStopEarly: Bool,
        startScout: @escaping (ScanPlace, ScoutWindow) -> CancelToken?
    ) {
        firstWindow = mayStopEarly ? 2 : ScoutWindow.maximum
        self.startScout = startScout
    }

    deinit {
        for scout in scouts { scout.cancel() }
    }

    /// Takes note of a scan that starts; the second one with other parameters sends a scout.
    func note(_ key: StatementScans.Key, at place: ScanPlace) {
        for window in windows { window.take(key) }
        switch places[place] {
        case nil: places[place] = .scanned(key)
        case .scanned(let first) where first != key:
            places[place] = .scouted
            let window = ScoutWindow(first: firstWindow)
            guard let scout = startScout(place, window) else { return }
            windows.append(window)
            scouts.append(scout)
        case .scanned, .scouted: break
        }
    }
}

/// A table in a statement's plan, as two connections with the same plan know it.
struct ScanPlace: Hashable, Sendable {
    var resource: String
    /// The plan's text; see ``ScanPlan``.
    var plan: String
}
