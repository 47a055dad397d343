import TuneQLSyntax
import TuneQLText

/// What the statements of a text refer to and a check cannot know.
struct UnknownObjects {
    /// Whether any table may exist: a file was attached, or a name could not be read.
    var isOpen = false
    /// The tables and views whose statements failed, in lowercase.
    private var names: Set<String> = []
    /// The providers that the text installs, in lowercase.
    private var providers: Set<String> = []

    /// Notes what a statement brings that only running it would show.
    mutating func note(_ statement: Statement) {
        switch statement.kind {
        case .local(let local) where local.verb == .other("ATTACH"): isOpen = true
        case .utility(.registryPull(let provider, _)): providers.insert(provider.text.lowercased())
        default: break
        }
    }

    /// Notes the table or the view that a failed statement would have made.
    mutating func note(failed statement: Statement, of text: String) {
        switch statement.kind {
        case .local(let local): names.formUnion(local.tables.prefix(1).compactMap(Self.name))
        case .view(let view): if let name = view.path.last { names.insert(name.text.lowercased()) }
        case .utility(.nativeQuery): isOpen = true
        default: break
        }
    }

    /// Notes a text that is no statement.
    mutating func note(unparsed text: String, hasHoles: Bool) {
        let words = SQLText.names(in: text)
        if hasHoles || words.contains("create") || words.contains("attach") { isOpen = true }
    }

    private static func name(_ table: TableReference) -> String? {
        table.path.last?.text.lowercased()
    }

    /// Whether an error may be wrong, since it is about something that is not known.
    func excuses(_ error: QueryError, in statement: Statement) -> Bool {
        if error.code == .unknownName, readsProviders(statement) { return true }
        guard error.isAboutLocalName else { return false }
        if isOpen { return true }
        return names.contains { error.message.lowercased().contains($0) }
    }

    private func readsProviders(_ statement: Statement) -> Bool {
        guard !providers.isEmpty else { return false }
        var paths: [[Identifier]] = []
        statement.forEachTable { table, _ in paths.append(table.path) }
        statement.forEachExecSource { source, _ in paths.append(source.exec.path) }
        switch statement.kind {
        case .exec(let exec): paths.append(exec.path)
        case .insert(let insert): paths.append(insert.target.path)
        case .local(let local): paths += local.tables.map(\.path)
        case .describe(let describe): paths.append(describe.path)
        case .use(let provider): paths.append([provider])
        case .show: return true
        default: break
        }
        return paths.contains { path in
            path.first.map { providers.contains($0.text.lowercased()) } ?? false
        }
    }
}

extension QueryError {
    private static let localNames = [
        "no such table", "no such index", "no such trigger", "no such view", "no such database",
        "there is no view", "there is no materialized view",
    ]

    /// Whether it says that a table, a view or another object of a database does not exist.
    fileprivate var isAboutLocalName: Bool {
        if case .unknownTable = detail { return true }
        return Self.localNames.contains { message.hasPrefix($0) }
    }
}

extension Statement {
    /// Whether it makes something that later statements may name.
    var createsOrAttaches: Bool {
        switch kind {
        case .view: true
        case .local(let local): !local.verb.changesRows
        default: false
        }
    }
}
