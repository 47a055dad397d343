package import TuneQLJSON

/// A stack: what `stackql_manifest.yml` says.
package struct StackManifest: Sendable, Hashable {
    package var name: String
    /// The providers, as `name` or `name::version`.
    package var providers: [String] = []
    package var globals: [StackProperty] = []
    package var resources: [StackResource] = []
    /// The variables that the output file gets.
    package var exports: [String] = []
    /// Remarks on probable mistakes.
    package var warnings: [String] = []
}

/// One step of a stack.
package struct StackResource: Sendable, Hashable {
    /// What a resource is.
    package enum Kind: String, Sendable, CaseIterable {
        /// Something that is created, checked and deleted.
        case resource
        /// Several of them, by statements that are run without being asked for.
        case multi
        /// A query whose row becomes variables.
        case query
        /// A statement without a result.
        case command
        /// A program whose output becomes variables.
        case script
    }

    package var name: String
    package var kind = Kind.resource
    /// The file of the queries, if it is not named as the resource.
    package var file: String?
    /// The statement of a query or command.
    package var sql: String?
    /// The program of a script.
    package var run: String?
    /// The condition under which it is part of the stack.
    package var condition: JSONValue?
    package var properties: [StackProperty] = []
    package var exports: [StackExport] = []
    /// The variables whose values are never shown.
    package var protected: [String] = []
    /// Whether something that exists is not compared.
    package var skipsValidation = false
    /// The credentials of its statements, by provider.
    package var auth: JSONValue?
    /// The line of the manifest.
    package var line: Int?

    package init(name: String) {
        self.name = name
    }

    /// Whether it has queries for its existence, and can be built and torn down.
    package var isBuilt: Bool { kind == .resource || kind == .multi }
}

/// A variable of a stack or resource, and where its value comes from.
package struct StackProperty: Sendable, Hashable {
    package var name: String
    package var value: JSONValue?
    /// The values by environment.
    package var values: JSONObject?
    /// The variables that are merged into the value.
    package var merge: [String] = []
    package var line: Int?
}

/// A column of an exports query, and the variable that it becomes.
package struct StackExport: Sendable, Hashable {
    package var column: String
    package var name: String

    package init(column: String, name: String) {
        self.column = column
        self.name = name
    }
}
