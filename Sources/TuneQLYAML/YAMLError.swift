/// A text that is not a supported YAML document, and the line where it fails.
package struct YAMLError: Error, Sendable, Hashable {
    /// The reason of the failure.
    package enum Reason: Sendable, Hashable {
        /// The text breaks YAML's grammar; libyaml's message.
        case syntax(String)
        case empty
        case moreThanOneDocument
        case keyIsNotAScalar
        case duplicateKey(String)
        case unknownAlias(String)
        case tooDeep(limit: Int)
        case tooLarge(limit: Int)
        /// Aliases would make the tree larger than the limit.
        case tooManyNodes(limit: Int)
    }

    package var reason: Reason
    /// From 1.
    package var line: Int

    package init(_ reason: Reason, line: Int) {
        self.reason = reason
        self.line = line
    }
}

extension YAMLError: CustomStringConvertible {
    package var description: String { "line \(line): \(reason)" }
}

extension YAMLError.Reason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .syntax(let words): words
        case .empty: "the document is empty"
        case .moreThanOneDocument: "a second document begins"
        case .keyIsNotAScalar: "a key is not plain text"
        case .duplicateKey(let key): "the key '\(key)' occurs twice"
        case .unknownAlias(let name): "the alias '*\(name)' has no anchor"
        case .tooDeep(let limit): "values are nested more than \(limit) levels deep"
        case .tooLarge(let limit): "the document is larger than \(limit) bytes"
        case .tooManyNodes(let limit): "the document has more than \(limit) values"
        }
    }
}
