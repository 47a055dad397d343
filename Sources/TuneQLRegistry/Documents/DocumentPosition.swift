/// A position in a provider document, for the errors that are found there.
struct DocumentPosition: Sendable {
    var document: String
    var steps: [String] = []

    func inside(_ step: String) -> DocumentPosition {
        DocumentPosition(document: document, steps: steps + [step])
    }

    func error(_ reason: DocumentError.Reason) -> DocumentError {
        DocumentError(reason, document: document, steps: steps)
    }
}
