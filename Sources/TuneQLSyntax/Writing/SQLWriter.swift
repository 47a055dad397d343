/// Rewrites statements for SQLite: renames tables and removes foreign comments and hints.
///
/// Everything that SQLite reads the same way is copied byte for byte.
package struct SQLWriter: Sendable {
    let bytes: [UInt8]

    /// - Parameter source: The whole text that the statements were read from.
    package init(_ source: String) {
        bytes = Array(source.utf8)
    }

    /// The query as SQL for SQLite.
    ///
    /// `naming` returns SQLite's name for a table, without quotes; nil leaves the table as it is.
    /// It is called once for each table that is not a common table.
    package func sql(
        for query: Query,
        naming: (TableReference) -> String?
    ) -> RewrittenSQL {
        sql(with: rewriting(of: query, naming: naming), in: query.range)
    }

    /// The statement as SQL for SQLite.
    package func sql(
        for statement: Statement,
        naming: (TableReference) -> String?
    ) -> RewrittenSQL {
        sql(with: rewriting(of: statement, naming: naming), in: statement.range)
    }

    /// The changes that names need; the caller may add others.
    package func rewriting(
        of query: Query,
        naming: (TableReference) -> String?
    ) -> Rewriting {
        var writer = NameWriter()
        query.forEachTable { table, scope in writer.record(table, in: scope, naming: naming) }
        query.walk(in: TreeScope()) { node, scope in writer.visit(node, in: scope) }
        return writer.rewriting
    }

    /// The changes that names need; the caller may add others.
    package func rewriting(
        of statement: Statement,
        naming: (TableReference) -> String?
    ) -> Rewriting {
        var writer = NameWriter()
        statement.forEachTable { table, scope in writer.record(table, in: scope, naming: naming) }
        statement.walk { node, scope in writer.visit(node, in: scope) }
        return writer.rewriting
    }

    /// A part of the source with these changes, and without foreign comments and hints.
    package func sql(with rewriting: Rewriting, in range: Range<Int>) -> RewrittenSQL {
        var rewriting = rewriting
        removeForeignWords(in: range, with: &rewriting)
        return rewriting.applied(to: bytes, in: range)
    }

    private func removeForeignWords(in range: Range<Int>, with rewriting: inout Rewriting) {
        var lexer = Lexer(bytes, from: range.lowerBound)
        while lexer.offset < range.upperBound, let token = try? lexer.next() {
            switch token.kind {
            case .unsupportedComment, .hint: rewriting.replace(token.range, with: " ")
            case .word(.rlike): rewriting.replace(token.range, with: "REGEXP")
            default: continue
            }
        }
    }
}
