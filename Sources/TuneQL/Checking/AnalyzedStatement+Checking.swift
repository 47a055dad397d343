import TuneQLCatalog
import TuneQLSQLite
import TuneQLScan
import TuneQLSyntax

/// The checks of statements that write: as far as the values are known, without a call.
extension AnalyzedStatement {
    /// The mistakes in the columns and the values of an INSERT, REPLACE, UPDATE or DELETE.
    func errors(of write: ResourceWrite) throws(QueryError) -> [QueryError] {
        _ = try poller(for: write.method, of: write.resource)
        let source = try prepare(sourceSQL(of: write))
        try check(source.columns.count, write)
        if let clause = write.returning {
            _ = try ResponseRows(run, in: state).sql(of: clause, write.resource, [])
        }
        switch write.form {
        case .insert(let insert):
            let rows = insert.source?.rowsOfExpressions ?? [[]]
            return try errors(of: rows, write)
        case .change(let change):
            var columns = change.local.change.assignments.map { assignment in
                column(assignment.path.dotted, assignment.value, assignment.range, .change)
            }
            for key in change.keys where key.names.count == 1 {
                guard write.method.parameters.contains(where: { $0.name == key.names[0] }) else {
                    continue
                }
                columns += key.expressions.map {
                    column(key.names[0], $0, key.subject, .condition)
                }
            }
            return errors(of: columns, write.method, write.resource)
        }
    }

    /// The mistakes in rows of values; a row whose values are all known is checked as a whole too.
    private func errors(
        of rows: [[Expression?]],
        _ write: ResourceWrite
    ) throws(QueryError) -> [QueryError] {
        var errors: [QueryError] = []
        for row in rows where row.count == write.columns.count {
            let columns = zip(write.columns, row).map { named, value in
                column(named.name, value, value?.range ?? named.range, .value, named.range)
            }
            var found = self.errors(of: columns, write.method, write.resource)
            if found.isEmpty, columns.allSatisfy(\.isKnown) {
                do throws(QueryError) {
                    let values = columns.map(\.column)
                    _ = try state.call(write.method, of: write.resource, with: values)
                } catch {
                    found = [error]
                }
            }
            for error in found where !errors.contains(error) { errors.append(error) }
        }
        return errors
    }

    /// The mistakes in the parameters and the values of an EXEC.
    func errors(of exec: Exec) throws(QueryError) -> [QueryError] {
        let (resource, method) = try method(of: exec)
        _ = try poller(for: method, of: resource)
        var names = exec.assignments.map(\.name.text)
        var columns = exec.assignments.map { assignment in
            column(assignment.name.text, assignment.value, assignment.name.range, .value)
        }
        if let source = exec.source {
            names = try prepare(sql(forRowsOf: exec, source)).columns.map(\.name)
            let values = source.rowsOfExpressions.first ?? []
            columns = names.enumerated().map { place, name in
                let value = values.count == names.count ? values[place] : nil
                return column(name, value, value?.range ?? source.range, .value)
            }
        }
        if let body = exec.jsonBody { _ = try prepare(sql(for: body)) }
        var errors = errors(of: columns, method, resource, hasBody: exec.jsonBody != nil)
        do throws(QueryError) {
            try exec.checkArguments(Set(names.map { $0.lowercased() }), of: method, resource)
            if let body = exec.jsonBody, body.dependsOnTextAlone {
                let json = RequestBody(json: try json(of: body), range: body.range)
                _ = try state.call(method, of: resource, with: [], body: json)
            }
            if errors.isEmpty, exec.source == nil, columns.allSatisfy(\.isKnown),
                exec.jsonBody?.dependsOnTextAlone ?? true
            {
                _ = try calls(of: exec)
            }
        } catch {
            errors.append(error)
        }
        return errors
    }

    // MARK: Columns

    /// A column of a request, with its value if that is known.
    private struct CheckedColumn {
        var column: RequestColumn
        var isKnown: Bool
        /// The range of the name.
        var name: Range<Int>
        /// The error of computing the value.
        var failure: QueryError?
    }

    private func column(
        _ name: String,
        _ value: Expression?,
        _ range: Range<Int>,
        _ role: RequestColumn.Role,
        _ nameRange: Range<Int>? = nil
    ) -> CheckedColumn {
        var column = CheckedColumn(
            column: RequestColumn(name: name, value: .null, range: range, role: role),
            isKnown: false,
            name: nameRange ?? range
        )
        guard let value, value.dependsOnTextAlone else { return column }
        do throws(QueryError) {
            column.column.value = try self.value(of: value)
            column.isKnown = true
        } catch {
            column.failure = error
        }
        return column
    }

    private func errors(
        of columns: [CheckedColumn],
        _ method: Method,
        _ resource: Resource,
        hasBody: Bool = false
    ) -> [QueryError] {
        var method = method
        // The body is complete, so columns can only be parameters.
        if hasBody { method.requestMessage = nil }
        var errors: [QueryError] = []
        for column in columns {
            do throws(QueryError) {
                if let failure = column.failure { throw failure }
                try state.check(column.column, isKnown: column.isKnown, method, of: resource)
            } catch {
                var error = error
                if error.code == .unknownName { error.range = column.name }
                errors.append(error)
            }
        }
        return errors
    }
}

extension ResourceChange.Key {
    /// The values that it gives, as far as they are written out.
    fileprivate var expressions: [Expression] {
        switch values {
        case .one(let value): [value]
        case .several(.list(let members)): members
        case .several: []
        }
    }
}

extension Query {
    /// The expressions of its rows, in order; nil for those that only running it shows.
    fileprivate var rowsOfExpressions: [[Expression?]] {
        body.flatMap { core -> [[Expression?]] in
            guard core.values.isEmpty else { return core.values }
            let results = core.results.map { result -> Expression? in
                guard case .expression(let expression, _) = result.kind else { return nil }
                return expression
            }
            return [results]
        }
    }
}
