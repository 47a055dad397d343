/// A text that may stand at the cursor.
package struct Candidate: Sendable, Hashable {
    /// What the text names.
    package enum Kind: String, Sendable, Hashable {
        case keyword, provider, service, resource, table, column, parameter, field, method
        case function, variable, setting, value, command, file
    }

    /// The text to insert, in quotes where the language needs them.
    package var text: String
    /// What it names.
    package var kind: Kind
    /// A few words about it, such as its type or `required`; empty when there is nothing to say.
    package var detail: String
    /// What usually follows the text, such as the dot after a service; empty for nothing.
    package var continuation = ""
    /// What has to begin as the user has: a resource is found by its own name, too.
    var key: String

    /// Makes a candidate.
    package init(_ text: String, _ kind: Kind, detail: String = "") {
        self.text = text
        self.kind = kind
        self.detail = detail
        key = text
    }
}
