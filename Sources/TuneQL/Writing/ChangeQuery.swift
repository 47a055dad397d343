import TuneQLAnalysis
import TuneQLSyntax
import TuneQLText

/// The query that has a row for each call of an UPDATE or a DELETE.
///
/// Each IN is a common table, joined in the order of the text; other values are results.
struct ChangeQuery {
    private let change: ResourceChange
    private let writer: SQLWriter
    private let rewriting: Rewriting
    private var tables: [RewrittenSQL] = []
    private var results: [RewrittenSQL] = []
    private var sources: [RewrittenSQL] = []

    init(_ change: ResourceChange, in source: String, _ rewriting: Rewriting) {
        self.change = change
        self.rewriting = rewriting
        writer = SQLWriter(source)
        let local = change.local
        tables = local.with.map { piece($0.range) }
        if let first = local.from.first, let last = local.from.last {
            sources.append(piece(first.range.lowerBound..<last.range.upperBound))
        }
        for (index, key) in change.keys.enumerated() {
            switch key.values {
            case .one(let value): results.append(enclosed(value.range))
            case .several(let values): add(values, of: key, index)
            }
        }
        results += local.change.assignments.map { enclosed($0.value.range) }
    }

    /// The query.
    var sql: RewrittenSQL {
        let with = change.local.isRecursive ? "WITH RECURSIVE " : "WITH "
        let conditions = change.rest.map { enclosed($0.range) }
        return RewrittenSQL.joined(tables, by: ", ", from: with)
            .followed(by: .joined(results, by: ", ", from: " SELECT "))
            .followed(by: .joined(sources, by: " CROSS JOIN ", from: " FROM "))
            .followed(by: .joined(conditions, by: " AND ", from: " WHERE "))
    }

    private func piece(_ range: Range<Int>) -> RewrittenSQL {
        writer.sql(with: rewriting, in: range)
    }

    private func enclosed(_ range: Range<Int>) -> RewrittenSQL { piece(range).enclosed("(", ")") }

    private mutating func add(_ values: InSource, of key: ResourceChange.Key, _ index: Int) {
        let name = "tuneql values \(index)".quotedAsName
        let columns = key.names.indices.map { "value\($0)" }
        let start = "\(name)(\(columns.joined(separator: ", "))) AS ("
        tables.append(rows(of: values).enclosed(start, ")"))
        sources.append(.made(name))
        results += columns.map { RewrittenSQL.made("\(name).\($0)") }
    }

    /// The rows of the right operand of an IN.
    private func rows(of source: InSource) -> RewrittenSQL {
        switch source {
        case .query(let query): return piece(query.range)
        case .table(let table):
            return piece(table.range.lowerBound..<table.end).enclosed("SELECT * FROM ", "")
        case .list(let members):
            guard let first = members.first else { return .made("SELECT NULL WHERE 0") }
            let isRow = first.members.count > 1
            return .joined(
                members.map { isRow ? piece($0.range) : enclosed($0.range) },
                by: ", ",
                from: "VALUES "
            )
        }
    }
}

extension RewrittenSQL {
    /// Pieces with a separator between them, and a word before the first; empty without pieces.
    fileprivate static func joined(
        _ pieces: [RewrittenSQL],
        by separator: String,
        from start: String
    ) -> RewrittenSQL {
        var result = RewrittenSQL.made("")
        for (index, piece) in pieces.enumerated() {
            result = result.followed(by: piece.enclosed(index == 0 ? start : separator, ""))
        }
        return result
    }
}
