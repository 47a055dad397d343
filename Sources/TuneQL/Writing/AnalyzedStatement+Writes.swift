import TuneQLCalls
import TuneQLCatalog
import TuneQLSQLite
import TuneQLSyntax
import TuneQLText

extension AnalyzedStatement {
    /// The calls of a write: one for each row of its source, each checked.
    func calls(of write: ResourceWrite) throws(QueryError) -> [MethodCall] {
        let source = try prepare(sourceSQL(of: write))
        try check(source.columns.count, write)
        var calls: [MethodCall] = []
        var known: Set<MethodCall> = []
        while let row = try source.nextRow() {
            do throws(QueryError) {
                guard let columns = try write.requestColumns(row) else { continue }
                let call = try state.call(write.method, of: write.resource, with: columns)
                if case .change = write.form, !known.insert(call).inserted { continue }
                calls.append(call)
            } catch {
                guard !calls.isEmpty else { throw error }
                var error = error
                error.message = "row \(calls.count + 1): \(error.message)"
                throw error
            }
        }
        return calls
    }

    /// Refuses more or fewer values than columns.
    func check(_ count: Int, _ write: ResourceWrite) throws(QueryError) {
        guard count != write.columns.count, let first = write.columns.first,
            let last = write.columns.last
        else { return }
        var error = QueryError(
            .invalidValue,
            "\(write.columns.count) columns are named, but \(count) values given",
            range: first.range.lowerBound..<last.range.upperBound
        )
        error.detail = .arity
        throw error
    }

    /// The query whose rows a write makes its calls for.
    func sourceSQL(of write: ResourceWrite) throws(QueryError) -> RewrittenSQL {
        switch write.form {
        case .insert(let insert): try sourceSQL(of: insert)
        case .change(let change):
            ChangeQuery(change, in: run.source, run.numberingVariables(try rewriting)).sql
        }
    }

    /// The query whose rows an INSERT or a REPLACE writes.
    func sourceSQL(of insert: Insert) throws(QueryError) -> RewrittenSQL {
        // DEFAULT VALUES: one row without columns.
        guard let query = insert.source else { return .made("SELECT NULL") }
        let writer = SQLWriter(run.source)
        let rewriting = run.numberingVariables(try rewriting)
        let sql = writer.sql(with: rewriting, in: query.range)
        guard let first = insert.with.first, let last = insert.with.last else { return sql }
        let range = first.range.lowerBound..<last.range.upperBound
        let tables = writer.sql(with: rewriting, in: range).text
        return sql.enclosed("WITH \(insert.isRecursive ? "RECURSIVE " : "")\(tables) ", "")
    }
}

extension ResourceWrite {
    /// The values of a row by their columns; nil when it can match nothing that exists.
    fileprivate func requestColumns(_ row: [SQLiteValue]) throws(QueryError) -> [RequestColumn]? {
        let values = zip(columns, row).map { column, value in
            RequestColumn(name: column.name, value: value, range: column.range, role: column.role)
        }
        guard case .change = form else { return values }
        var keys: [RequestColumn] = []
        for value in values where value.role == .condition {
            guard value.value != .null else { return nil }
            for key in try parameters(value) {
                guard let other = keys.first(where: { $0.name == key.name }) else {
                    keys.append(key)
                    continue
                }
                guard other.value.text == key.value.text else { return nil }
            }
        }
        return keys + values.filter { $0.role == .change }
    }

    /// The parameters of a condition: those that a row's name spells, or the one that it names.
    private func parameters(_ key: RequestColumn) throws(QueryError) -> [RequestColumn] {
        guard let column = resource.nameColumn, let template = resource.nameTemplate,
            column.isSameName(as: key.name),
            !method.parameters.contains(where: { $0.name.isSameName(as: column) })
        else { return [key] }
        let text = key.value.text ?? ""
        guard let arguments = NameTemplate(template).arguments(from: text) else {
            throw QueryError(
                .invalidValue,
                "'\(text)' is not the name of one of \(resource.name)",
                range: key.range,
                help: "a name has the form \(template)"
            )
        }
        let names = Set(method.parameters.map(\.name))
        return arguments.sorted { $0.key < $1.key }.filter { names.contains($0.key) }.map {
            RequestColumn(name: $0, value: .text($1), range: key.range, role: .condition)
        }
    }
}
