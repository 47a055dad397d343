import TuneQLText

/// What surrounds a place in a statement.
package struct TreeScope: Sendable {
    /// Where a table stands.
    package enum Place: Sendable {
        case from
        /// Behind IN, where no alias may be written.
        case inOperand
        /// What a statement writes to, creates or drops.
        case target
    }

    /// The SELECTs whose tables are visible, the innermost first.
    package var cores: [SelectCore] = []
    /// The names of the visible common tables, in small letters.
    package var commonTables: Set<String> = []
    /// The visible common tables, the outermost first.
    package var visibleTables: [CommonTable] = []
    package var place = Place.from

    /// Around a whole statement.
    package init() {}

    /// Inside of one SELECT, as if nothing were around it.
    package init(_ core: SelectCore) { cores = [core] }

    /// Whether a name means a common table, so that the catalog isn't asked.
    package func isCommonTable(_ table: TableReference) -> Bool {
        table.path.count == 1 && commonTables.contains(table.path[0].text.asciiLowercased)
    }

    /// The scope inside of a SELECT that stands here.
    package func entering(_ core: SelectCore) -> Self {
        var inner = self
        inner.cores.insert(core, at: 0)
        return inner
    }

    /// The scope around the innermost SELECT.
    package var leavingCore: Self {
        var outer = self
        if !outer.cores.isEmpty { outer.cores.removeFirst() }
        return outer
    }

    /// The scope behind a WITH.
    package func seeing(_ tables: [CommonTable]) -> Self { tables.reduce(self) { $0.seeing($1) } }

    /// The common table that a name of one part means; nil for all other tables.
    package func commonTable(_ table: TableReference) -> CommonTable? {
        guard table.path.count == 1, table.arguments == nil else { return nil }
        return visibleTables.last { $0.name.text.isSameName(as: table.path[0].text) }
    }

    func seeing(_ table: CommonTable) -> Self {
        var wider = self
        wider.commonTables.insert(table.name.text.asciiLowercased)
        wider.visibleTables.append(table)
        return wider
    }

    /// The same place, from which no table beside it is seen.
    var withoutTables: Self {
        var other = self
        other.cores = []
        return other
    }

    func at(_ place: Place) -> Self {
        var other = self
        other.place = place
        return other
    }
}

/// What a walk through a tree stops at.
enum TreeNode {
    case table(TableReference)
    case column(ColumnReference)
    /// Before anything inside it; a column comes as ``column(_:)`` as well.
    case expression(Expression)
    /// The path of `p.s.r.*`.
    case star([Identifier])
    /// Before anything inside it.
    case query(Query)
    /// After anything inside it.
    case exec(ExecSource)
}
