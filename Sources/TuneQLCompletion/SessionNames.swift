package import TuneQLCatalog

/// The names that a session knows besides those of the language.
package struct SessionNames: Sendable {
    /// A table or view of the session.
    package struct Table: Sendable {
        /// Its name.
        package var name: String
        /// The names of its columns.
        package var columns: [String]

        /// Makes a table.
        package init(_ name: String, columns: [String]) {
            self.name = name
            self.columns = columns
        }
    }

    /// A command of the shell, such as `.mode`.
    package struct Command: Sendable {
        /// What follows its name.
        package enum Argument: Sendable {
            case none, table, file, statement
            case words([String])
        }

        /// Its name, without the dot or the backslash.
        package var name: String
        /// Its other names.
        package var aliases: [String]
        /// What follows it.
        package var argument: Argument
        /// What it does, in a few words.
        package var summary: String

        /// Makes a command.
        package init(
            _ name: String,
            _ argument: Argument,
            aliases: [String] = [],
            summary: String = ""
        ) {
            self.name = name
            self.aliases = aliases
            self.argument = argument
            self.summary = summary
        }
    }

    /// The catalogs of the resources.
    package var catalogs: Catalogs
    /// The provider of names that begin with a service; nil when USE has set none.
    package var provider: String?
    /// The tables and views of the session.
    package var tables: [Table] = []
    /// The names of functions.
    package var functions: [String] = []
    /// The settings, each with its usual values.
    package var settings: [String: [String]] = [:]
    /// The names of parameters that have a value already.
    package var defaults: Set<String> = []
    /// The variables that have a value, without a sign.
    package var variables: [String] = []
    /// The commands of the shell.
    package var commands: [Command] = []

    /// Makes the names of a session without tables.
    package init(catalogs: Catalogs, provider: String? = nil) {
        self.catalogs = catalogs
        self.provider = provider
    }
}
