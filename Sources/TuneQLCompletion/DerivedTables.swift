import TuneQLAnalysis
import TuneQLSyntax
import TuneQLText

/// The subqueries and common tables at the cursor, whose columns the statement itself defines.
struct DerivedTables {
    /// A subquery or a common table in a FROM.
    struct Table {
        var name: String?
        var columns: [String]
    }

    private(set) var tables: [Table] = []

    /// Reads the statement with a name at the cursor; there are none where it has no tree.
    init(_ cut: StatementCut, _ names: SessionNames) {
        guard cut.mayDerive, let start = cut.before.first?.range.lowerBound else { return }
        let end = cut.range.lowerBound - (cut.isQuotedName ? 1 : 0)
        let before = String(decoding: cut.bytes[start..<max(start, end)], as: UTF8.self)
        let closers = String(repeating: ")", count: max(0, cut.openParentheses))
        for text in [
            "\(before)tuneql_cursor \(cut.rest)\(closers)",
            "\(before)tuneql_cursor\(closers) \(cut.rest)",
        ] {
            var reader = StatementReader(text)
            guard let statement = try? reader.next() else { continue }
            let lookup = ResourceNames(provider: names.provider, catalogs: names.catalogs)
            let analysis = StatementAnalysis(of: statement, in: text, names: lookup)
            tables = analysis.relations(at: before.utf8.count).filter { $0.use == nil }.map {
                Table(name: $0.qualifier, columns: $0.columns.map(\.name).filter { !$0.isEmpty })
            }
            return
        }
    }

    /// The columns that may be named after a path.
    func columns(after path: [String]) -> [Candidate] {
        let named = tables.filter { table in
            path.isEmpty || path.count == 1 && table.name?.isSameName(as: path[0]) == true
        }
        return named.flatMap(\.columns).map { Candidate($0, .column) }
    }
}

extension StatementCut {
    /// Whether the statement has a WITH, or a subquery in a FROM.
    fileprivate var mayDerive: Bool {
        if before.first?.keyword == .with { return true }
        let tokens = before + after
        return zip(tokens, tokens.dropFirst()).contains { first, second in
            second.kind == .symbol(.leftParenthesis)
                && [.from, .join].contains(first.keyword)
        }
    }

    /// The parentheses that neither side of the cursor closes.
    fileprivate var openParentheses: Int {
        (before + after).reduce(0) { sum, token in
            switch token.kind {
            case .symbol(.leftParenthesis): sum + 1
            case .symbol(.rightParenthesis): sum - 1
            default: sum
            }
        }
    }

    /// The statement's text after the word at the cursor.
    fileprivate var rest: String {
        guard let first = after.first, let last = after.last else { return "" }
        let range = first.range.lowerBound..<last.range.upperBound
        return String(decoding: bytes[range], as: UTF8.self)
    }
}
