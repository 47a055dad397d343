import TuneQLJSON

/// Decides which query of a resource is next while it is built.
struct ResourceBuild: Sendable, Hashable {
    private enum Phase: Hashable {
        case start, proxy, existence, state, firstCheck, written(QueryAnchor), confirmation(
            QueryAnchor
        )
    }

    private let anchors: Set<QueryAnchor>
    private let skipsValidation: Bool
    private var phase = Phase.start
    /// The row of the exports query, where it stood for a check.
    private(set) var row: JSONObject?

    init(_ anchors: Set<QueryAnchor>, skipsValidation: Bool = false) {
        self.anchors = anchors
        self.skipsValidation = skipsValidation
    }

    /// The mistake of a file whose queries cannot build anything.
    static func problem(of anchors: Set<QueryAnchor>) -> String? {
        if anchors.contains(.createorupdate) { return nil }
        guard anchors.contains(.create) else { return "has neither create nor createorupdate" }
        guard anchors.isDisjoint(with: [.exists, .statecheck, .exports]) else { return nil }
        return "has none of exists, statecheck and exports, so each build would create it again"
    }

    /// Whether exports stands for the check of the state.
    private var readsState: Bool { !anchors.contains(.statecheck) && anchors.contains(.exports) }

    /// The first step.
    mutating func begin() -> StackStep {
        if anchors.contains(.createorupdate) { return write(.createorupdate) }
        if readsState {
            phase = .proxy
            return .read
        }
        return askExistence()
    }

    /// The step that follows an answer.
    mutating func next(_ answer: StackAnswer) -> StackStep {
        switch (phase, answer) {
        case (.proxy, .row(let row)):
            self.row = row
            return .end(.unchanged)
        case (.proxy, _): return askExistence()
        case (.existence, .yes): return found()
        case (.state, .yes), (.firstCheck, .yes): return .end(.unchanged)
        case (.state, _): return update()
        case (.existence, _), (.firstCheck, _): return write(.create)
        case (.written(let anchor), _): return confirm(anchor)
        case (.confirmation(let anchor), .yes): return .end(anchor.outcome)
        case (.confirmation(let anchor), .row(let row)):
            self.row = row
            return .end(anchor.outcome)
        case (.confirmation(let anchor), _): return .end(.failed(.notReached(after: anchor)))
        case (.start, _): return begin()
        }
    }

    private mutating func askExistence() -> StackStep {
        if anchors.contains(.exists) {
            phase = .existence
            return .ask(.exists)
        }
        guard anchors.contains(.statecheck) else { return write(.create) }
        phase = .firstCheck
        return .ask(.statecheck)
    }

    private mutating func found() -> StackStep {
        if readsState { return update() }
        guard anchors.contains(.statecheck), !skipsValidation else { return .end(.unchanged) }
        phase = .state
        return .ask(.statecheck)
    }

    private mutating func update() -> StackStep {
        anchors.contains(.update) ? write(.update) : .end(.failed(.cannotUpdate))
    }

    private mutating func write(_ anchor: QueryAnchor) -> StackStep {
        phase = .written(anchor)
        return .write(anchor)
    }

    /// Without a check of the state, what was written counts as reached.
    private mutating func confirm(_ anchor: QueryAnchor) -> StackStep {
        phase = .confirmation(anchor)
        if anchors.contains(.statecheck) { return .ask(.statecheck) }
        return readsState ? .read : .end(anchor.outcome)
    }
}

extension QueryAnchor {
    /// How a resource ends whose statement of this purpose was run.
    fileprivate var outcome: StackOutcome {
        switch self {
        case .create: .created
        case .update: .updated
        default: .ensured
        }
    }
}
