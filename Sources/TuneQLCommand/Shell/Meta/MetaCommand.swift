/// A command to the shell itself, which begins with a dot or a backslash.
struct MetaCommand: Sendable {
    /// What it does.
    enum Action: Sendable {
        case help, quit, tables, describe, schema, methods, providers, services, resources
        case mode, headers, expanded, nullValue, width, pager, output, once, timer
        case run, runExpanded, repeated, edit, buffer, reset, read, watch, chart
        case echo, bail, print, show, complete, parameter, cache, explain, limits, auth
        case save, favourite, forget

        /// Whether it reads or writes files, or runs a program.
        var reachesFiles: Bool {
            switch self {
            case .read, .output, .once, .edit, .save, .forget: true
            default: false
            }
        }
    }

    /// What an argument names, for those who complete it.
    enum Operand: Sendable {
        case none, text, command, table, resource, service, provider, format, toggle, file
        case parameter, statement, savedQuery
    }

    /// The name without dot or backslash.
    var name: String
    /// Other names, among them those of psql and sqlite3.
    var aliases: [String]
    /// The arguments as help shows them; empty for none.
    var arguments: String
    /// One line on what it does, without a full stop.
    var summary: String
    /// Sentences for `.help NAME`.
    var detail: String
    var operand: Operand
    var action: Action

    init(
        _ name: String,
        _ aliases: [String] = [],
        _ arguments: String = "",
        _ operand: Operand = .none,
        _ action: Action,
        _ summary: String,
        _ detail: String = ""
    ) {
        (self.name, self.aliases, self.arguments) = (name, aliases, arguments)
        (self.summary, self.detail, self.operand, self.action) = (summary, detail, operand, action)
    }
}
