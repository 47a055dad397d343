import TuneQLText

/// The scope at a position in a statement: the tables and common tables visible there.
package struct TreeScope: Sendable {
    /// The position of a table.
    package enum Place: Sendable {
        case from
        /// After IN, where no alias may be written.
        case inOperand
        /// The table that a statement writes to, creates or drops.
        case target
    }

    /// The SELECTs whose tables are visible, the innermost first.
    package var cores: [SelectCore] = []
    /// The names of the visible common tables, in lower case.
    package var commonTables: Set<String> = []
    /// The visible common tables, the outermost first.
    package var visibleTables: [CommonTable] = []
    package var place = Place.from

    /// The scope around a whole statement.
    package init() {}

    /// The scope inside one SELECT, as if nothing were around it.
    package init(_ core: SelectCore) { cores = [core] }

    /// Whether a name refers to a common table, so that the catalog isn't searched.
    package func isCommonTable(_ table: TableReference) -> Bool {
        table.path.count == 1 && commonTables.contains(table.path[0].text.asciiLowercased)
    }

    /// The scope inside a SELECT at this position.
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

    /// The scope after a WITH.
    package func seeing(_ tables: [CommonTable]) -> Self { tables.reduce(self) { $0.seeing($1) } }

    /// The common table that a name of one part refers to; nil for all other tables.
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

    /// The same scope, in which no table of a SELECT is visible.
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

/// A node of the tree that a walk visits.
enum TreeNode {
    case table(TableReference)
    case column(ColumnReference)
    /// Visited before anything inside it; a column is also visited as ``column(_:)``.
    case expression(Expression)
    /// The path of `p.s.r.*`.
    case star([Identifier])
    /// Visited before anything inside it.
    case query(Query)
    /// Visited after anything inside it.
    case exec(ExecSource)
}
