/// Something that a run changed, which a rollback undoes.
struct StackChange: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case created
        /// Whether the statement that creates it did so is not known.
        case maybeCreated
        case updated
        /// By a statement that creates or updates.
        case ensured
        case command
    }

    var resource: StackResource
    var kind: Kind
}
