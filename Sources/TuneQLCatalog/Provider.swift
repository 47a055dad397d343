package import TuneQLJSON

/// A set of services that share their credentials.
package struct Provider: Sendable, Hashable {
    package var name: String
    package var version: String
    package var title: String
    package var description: String
    /// The document's `config.auth`: how calls are authorized by default.
    package var authorization: JSONValue?

    package init(
        name: String,
        version: String,
        title: String = "",
        description: String = "",
        authorization: JSONValue? = nil
    ) {
        self.name = name
        self.version = version
        self.title = title
        self.description = description
        self.authorization = authorization
    }
}

/// A set of resources described by one document.
package struct Service: Sendable, Hashable {
    package var provider: String
    package var name: String
    package var version: String
    package var title: String
    package var description: String
    /// The other names by which it is found: `compute_v1` beside `compute`.
    package var aliases: [String]

    package init(
        provider: String,
        name: String,
        version: String,
        title: String = "",
        description: String = "",
        aliases: [String] = []
    ) {
        self.provider = provider
        self.name = name
        self.version = version
        self.title = title
        self.description = description
        self.aliases = aliases
    }
}
