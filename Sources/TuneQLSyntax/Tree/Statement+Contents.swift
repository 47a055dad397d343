import TuneQLText

/// The contents of a statement at any depth of its tree.
extension Statement {
    /// Whether its tree lacks parts of what SQLite runs for it, so that only the text names all tables.
    package var isPartlyParsed: Bool {
        switch kind {
        case .select, .exec, .use, .set, .assert: false
        case .insert(let insert): insert.upsertRange != nil
        case .view(let view): if case .create = view.action { false } else { true }
        case .explain(let explain): explain.statement.isPartlyParsed
        case .local(let local): ![.update, .delete].contains(local.verb)
        case .show, .describe, .utility: true
        }
    }

    /// Whether a rowid is read, which a query in place of a table does not have.
    package var namesRowIDs: Bool {
        var namesRowIDs = false
        forEachColumnReference { reference, _ in
            let names = reference.leadingNames.map { $0.text.asciiLowercased }
            if names.contains(where: Self.rowIDs.contains) { namesRowIDs = true }
        }
        return namesRowIDs
    }

    private static let rowIDs: Set = ["rowid", "oid", "_rowid_"]

    /// Whether SQLite may tell rows apart by their rowids: those that several sides of an OR find.
    ///
    /// True where the tree does not show it.
    package var mayCompareRowIDs: Bool {
        if isPartlyParsed || namesRowIDs { return true }
        var hasAlternatives = false
        forEachExpression { expression, _ in
            if case .binary(.or, _, _) = expression.kind { hasAlternatives = true }
        }
        return hasAlternatives
    }

    /// The names of the functions that are called anywhere in it, in lower case.
    package var functionNames: Set<String> {
        var names: Set<String> = []
        forEachExpression { expression, _ in
            guard case .function(let call) = expression.kind else { return }
            names.insert(call.name.text.asciiLowercased)
        }
        return names
    }

    /// Whether one of its joins keeps the rows of the right table that no row of the left one matches.
    package var hasRightOrFullJoin: Bool {
        var kinds: [Join.Kind] = []
        forEachQuery { query, _ in
            kinds += query.body.flatMap(\.from).flatMap(\.joinKinds)
        }
        if case .local(let local) = kind { kinds += local.from.flatMap(\.joinKinds) }
        return kinds.contains(.right) || kinds.contains(.full)
    }
}

extension Query {
    /// Whether it, or a query inside it, has a LIMIT.
    package var hasLimitInside: Bool {
        var hasLimit = false
        walk(in: TreeScope()) { node, _ in
            if case .query(let query) = node, query.limit != nil { hasLimit = true }
        }
        return hasLimit
    }

    /// The names of the functions that are called anywhere in it, in lower case.
    package var functionNames: Set<String> {
        var names: Set<String> = []
        walk(in: TreeScope()) { node, _ in
            guard case .expression(let expression) = node,
                case .function(let call) = expression.kind
            else { return }
            names.insert(call.name.text.asciiLowercased)
        }
        return names
    }
}
