import TuneQLCatalog

/// Detects scans that are started repeatedly with different parameters, and sends scouts ahead.
///
/// SQLite's joins are nested loops: for each row of the outer table it starts the inner scan and
/// waits. A scout runs the same statement on a connection of its own, where the inner table returns
/// no rows, and so determines the calls that the loop will need. They are made in parallel, and the
/// loop finds their responses. SQLite's results do not change: a scout only fetches.
///
/// It is confined to the statement's ``WaitingThread``.
package final class FanOut {
    private let startScout: (ScanPlace, ScoutWindow) -> StatementControl?
    private let firstWindow: Int
    private var places: [ScanPlace: Place] = [:]
    private var windows: [ScoutWindow] = []
    private var scouts: [StatementControl] = []

    /// The state of a place.
    private enum Place {
        case scanned(StatementScans.Key)
        case scouted
    }

    /// Makes the detector of a statement.
    ///
    /// - Parameters:
    ///   - mayStopEarly: Whether the statement may leave rows unread; then scouts begin carefully.
    ///   - startScout: Starts a scout for a place and returns its control; nil if none is possible.
    package init(
        mayStopEarly: Bool,
        startScout: @escaping (ScanPlace, ScoutWindow) -> StatementControl?
    ) {
        firstWindow = mayStopEarly ? 2 : ScoutWindow.maximum
        self.startScout = startScout
    }

    deinit {
        for scout in scouts { scout.cancel() }
    }

    /// Records the start of a scan; the second start with different parameters sends a scout.
    func record(_ key: StatementScans.Key, at place: ScanPlace) {
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

/// A table in a statement's plan, identified alike by all connections with the same plan.
package struct ScanPlace: Hashable, Sendable {
    /// The full name of the table's resource.
    package var resource: String
    /// The plan's text; see ``ScanPlan``.
    package var plan: String

    /// The place of a resource with this plan.
    package init(resource: String, plan: String) {
        self.resource = resource
        self.plan = plan
    }
}
