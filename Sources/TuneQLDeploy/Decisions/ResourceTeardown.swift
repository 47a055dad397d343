/// Decides which query of a resource is next while it is torn down.
struct ResourceTeardown: Sendable, Hashable {
    private enum Phase: Hashable { case start, existence, deleted, absence }

    private let anchors: Set<QueryAnchor>
    /// Whether it is deleted without being asked for.
    private let isMulti: Bool
    private var phase = Phase.start

    init(_ anchors: Set<QueryAnchor>, isMulti: Bool = false) {
        self.anchors = anchors
        self.isMulti = isMulti
    }

    /// Whether the question is asked after a deletion, so that it is repeated until the answer is no.
    var isConfirming: Bool { phase == .absence }

    mutating func begin() -> StackStep {
        guard anchors.contains(.delete) else { return .end(.skipped("its file has no delete")) }
        guard !isMulti, let question else { return delete() }
        phase = .existence
        return question
    }

    mutating func next(_ answer: StackAnswer) -> StackStep {
        switch (phase, answer) {
        case (.existence, .yes), (.existence, .row): return delete()
        case (.existence, _): return .end(.alreadyAbsent)
        case (.absence, .yes), (.absence, .row): return .end(.failed(.stillThere))
        case (.absence, _): return .end(.deleted)
        default:
            guard let question else { return .end(.deleted) }
            phase = .absence
            return question
        }
    }

    /// The query that says whether it exists.
    private var question: StackStep? {
        if anchors.contains(.exists) { return .ask(.exists) }
        if anchors.contains(.statecheck) { return .ask(.statecheck) }
        return anchors.contains(.exports) ? .read : nil
    }

    private mutating func delete() -> StackStep {
        phase = .deleted
        return .write(.delete)
    }
}
