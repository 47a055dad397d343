/// The purpose of a query in a file of a resource.
package enum QueryAnchor: String, Sendable, Hashable, CaseIterable {
    case exists, create, update, createorupdate, statecheck, exports, delete, command

    /// The anchor of a word in a file; `preflight` and `postdeploy` are other names.
    init?(word: String) {
        switch word {
        case "preflight": self = .exists
        case "postdeploy": self = .statecheck
        default: self.init(rawValue: word)
        }
    }
}

/// How often a query is tried, and the pauses between.
package struct QueryTries: Sendable, Hashable {
    package var retries = 1
    /// In seconds.
    package var delay = 0
    /// The same for the question whether something is gone after it was deleted.
    package var postdeleteRetries = 10
    package var postdeleteDelay = 5

    package init() {}
}

/// A query of a file, as it was written.
package struct QueryTemplate: Sendable, Hashable {
    package var text: String
    package var tries = QueryTries()
    /// The line of the file where the text starts.
    package var line: Int
}
