/// A provider document that cannot be used, and the reason.
package struct DocumentError: Error, Sendable, Hashable {
    /// The reason at the position.
    package enum Reason: Sendable, Hashable {
        /// The file or directory could not be read; the system's message.
        case unreadable(String)
        /// There is no document of this path.
        case absent(String)
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
        /// An objectKey that leads to no rows of the answer's schema.
        case unknownRows(String)
        /// The document needs something that is not supported.
        case unsupported(UnsupportedFeature)
        case duplicate(String)
        /// A success state that is not among the terminal states.
        case unknownState(String)
        /// A name that no member of the kind has, with the names that such members have.
        case unknownMember(String, String?, of: String?, for: String, candidates: [String])
    }

    package var reason: Reason
    /// The document's path, as short as is clear.
    package var document: String
    /// The steps that lead to the position, such as `resource tuning_jobs`.
    package var steps: [String]
    /// The member names from the document's root to the position, by which its line is found.
    package var pointer: [String]

    package init(
        _ reason: Reason,
        document: String,
        steps: [String] = [],
        pointer: [String] = []
    ) {
        self.reason = reason
        self.document = document
        self.steps = steps
        self.pointer = pointer
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
        case .absent(let path): "the document '\(path)' does not exist"
        case .syntax(let line, let words): "line \(line): \(words)"
        case .noProvider: "there is no <provider>/<version>/provider.yaml below it"
        case .missing(let key): "'\(key)' is missing"
        case .expected(let kind, let key): "'\(key)' must be \(kind)"
        case .unknownReference(let reference): "the reference '\(reference)' does not resolve"
        case .circularReference(let reference): "the reference '\(reference)' leads back to itself"
        case .unknownOperation(let reference): "the operation '\(reference)' does not exist"
        case .unknownRows(let key): "the objectKey '\(key)' leads to no rows of the answer"
        case .unsupported(let feature): "\(feature) is not supported"
        case .duplicate(let what): "\(what) occurs twice"
        case .unknownState(let state): "the state '\(state)' is not one of the terminal states"
        case .unknownMember(let name, let kind, let schema, let key, let candidates):
            Self.unknownMember(name, kind, schema, key, candidates)
        }
    }

    /// `'done' names 'id', which is not a boolean member of Work; finished is`.
    private static func unknownMember(
        _ name: String,
        _ kind: String?,
        _ schema: String?,
        _ key: String,
        _ candidates: [String]
    ) -> String {
        let problem =
            "'\(key)' names '\(name)', which is not a \(kind.map { "\($0) " } ?? "")member"
        guard let schema else { return "\(problem): the schema declares none" }
        let list = candidates.joined(separator: ", ")
        let right =
            switch candidates.count {
            case 0: "it has none"
            case 1: "\(list) is"
            default: "these are: \(list)"
            }
        return "\(problem) of \(schema); \(right)"
    }
}
