import TuneQLJSON

/// Decides which query of a resource is next while it is tested, which changes nothing.
struct ResourceTest: Sendable, Hashable {
    private let anchors: Set<QueryAnchor>
    /// The row of the exports query, where it stood for a check.
    private(set) var row: JSONObject?

    init(_ anchors: Set<QueryAnchor>) {
        self.anchors = anchors
    }

    func begin() -> StackStep {
        if anchors.contains(.statecheck) { return .ask(.statecheck) }
        if anchors.contains(.exports) { return .read }
        if anchors.contains(.exists) { return .ask(.exists) }
        return .end(.skipped("its file has no check"))
    }

    mutating func next(_ answer: StackAnswer) -> StackStep {
        switch answer {
        case .row(let row):
            self.row = row
            return .end(.unchanged)
        case .yes: return .end(.unchanged)
        case .noRow: return .end(.failed(.notAsDescribed(.exports)))
        default:
            let anchor: QueryAnchor = anchors.contains(.statecheck) ? .statecheck : .exists
            return .end(.failed(.notAsDescribed(anchor)))
        }
    }
}
