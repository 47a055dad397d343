/// A provider document that cannot be used, and the reason.
package struct DocumentError: Error, Sendable, Hashable {
    /// The reason at the position.
    package enum Reason: Sendable, Hashable {
        /// The file or directory could not be read; the system's message.
        case unreadable(String)
        /// The text is neither YAML nor JSON.
        case syntax(line: Int, String)
        /// There is no provider below the directory.
        case noProvider
        case missing(String)
        case expected(String, for: String)
        /// A `$ref` that leads nowhere.
        case unknownReference(String)
        /// A `$ref` that leads to itself, or nests without end.
        case circularReference(String)
        case unknownOperation(String)
        /// The document needs something that is not supported.
        case unsupported(String)
        case duplicate(String)
        /// A success state that is not among the terminal states.
        case unknownState(String)
    }

    package var reason: Reason
    /// The document's path, as short as is clear.
    package var document: String
    /// The steps that lead to the position, such as `resource tuning_jobs`.
    package var steps: [String]

    package init(_ reason: Reason, document: String, steps: [String] = []) {
        self.reason = reason
        self.document = document
        self.steps = steps
    }
}

extension DocumentError: CustomStringConvertible {
    package var description: String {
        let position = steps.isEmpty ? "" : steps.joined(separator: ", ") + ": "
        return "\(document): \(position)\(reason)"
    }
}

extension DocumentError.Reason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable(let words): "it cannot be read (\(words))"
        case .syntax(let line, let words): "line \(line): \(words)"
        case .noProvider: "there is no <provider>/<version>/provider.yaml below it"
        case .missing(let key): "'\(key)' is missing"
        case .expected(let kind, let key): "'\(key)' must be \(kind)"
        case .unknownReference(let reference): "the reference '\(reference)' does not resolve"
        case .circularReference(let reference): "the reference '\(reference)' leads back to itself"
        case .unknownOperation(let reference): "the operation '\(reference)' does not exist"
        case .unsupported(let what): "\(what) is not supported"
        case .duplicate(let what): "\(what) occurs twice"
        case .unknownState(let state): "the state '\(state)' is not one of the terminal states"
        }
    }
}
