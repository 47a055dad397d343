/// A position in a provider document, for the errors that are found there.
struct DocumentPosition: Sendable {
    var document: String
    var steps: [String] = []
    /// The member names from the document's root to this position.
    var pointer: [String] = []

    /// The position of something inside, whose member names lead on from here.
    func inside(_ step: String, _ names: String...) -> DocumentPosition {
        DocumentPosition(document: document, steps: steps + [step], pointer: pointer + names)
    }

    /// The position of a member, in the same words as this one's.
    func at(_ names: String...) -> DocumentPosition {
        DocumentPosition(document: document, steps: steps, pointer: pointer + names)
    }

    /// A position apart from the words for it.
    struct Identity: Hashable {
        var document: String
        var pointer: [String]
    }

    var identity: Identity { Identity(document: document, pointer: pointer) }

    func error(_ reason: DocumentError.Reason) -> DocumentError {
        DocumentError(reason, document: document, steps: steps, pointer: pointer)
    }
}
