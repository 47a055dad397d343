/// A position in a provider document, for the errors that are found there.
package struct DocumentPosition: Sendable {
    var document: String
    var steps: [String]

    /// The position in a document after these steps; without any, the whole document.
    package init(document: String, steps: [String] = []) {
        self.document = document
        self.steps = steps
    }

    func inside(_ step: String) -> DocumentPosition {
        DocumentPosition(document: document, steps: steps + [step])
    }

    func error(_ reason: DocumentError.Reason) -> DocumentError {
        DocumentError(reason, document: document, steps: steps)
    }
}
