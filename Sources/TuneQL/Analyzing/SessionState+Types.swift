import TuneQLAnalysis
import TuneQLCatalog
import TuneQLSQLite
import TuneQLScan
import TuneQLSyntax

extension SessionState {
    /// The names, columns and types of a statement.
    func analysis(
        of run: StatementRun,
        _ uses: [ResourceUse]
    ) throws(QueryError) -> StatementAnalysis {
        let relations = try execRelations(of: run)
        let analysis = StatementAnalysis(
            of: run.statement,
            in: run.source,
            names: names,
            uses: uses,
            calls: relations.mapValues { .init(resource: $0.resource, sql: $0.sql) },
            variables: run.variableValues.mapValues(\.variableValue)
        )
        if let error = analysis.nameErrors.first { throw QueryError(error) }
        return analysis
    }
}

// MARK: - Local tables and views

extension SessionState {
    /// The columns of a local table or view; nil when the name means neither.
    func localRelation(_ table: TableReference) -> Relation? {
        guard table.arguments == nil, let name = table.path.last?.text,
            table.path.count == 1 || ["main", "temp"].contains(table.path[0].text.lowercased()),
            let objects = try? connection.localObjects(named: name),
            let object = objects.first(where: {
                table.path.count == 1 || $0.schema == table.path[0].text.lowercased()
            })
        else { return nil }
        return object.kind == .view ? relation(ofView: object) : relation(ofTable: object)
    }

    private func relation(ofTable object: LocalObject) -> Relation? {
        let rows = try? connection.rows(
            "SELECT name, type, hidden FROM pragma_table_xinfo(?1, ?2)",
            [.text(object.name), .text(object.schema)]
        )
        guard let rows else { return nil }
        let shapes = ColumnShape.shapes(in: object.sql)
        var columns: [RelationColumn] = []
        for row in rows {
            let name = row[0].text ?? ""
            let shape = shapes[name.lowercased()]
            let type = columnType(declared: row[1].text ?? "", shape)
            columns.append(
                RelationColumn(
                    name: name,
                    type: type,
                    isHidden: row[2].text == "1",
                    hasAffinity: true
                )
            )
        }
        var relation = Relation(columns: columns)
        relation.isLocalTable = true
        return relation
    }

    private func columnType(declared: String, _ shape: ColumnShape?) -> ExpressionType {
        if declared.uppercased() == DeclaredType.mixedTimestamp { return .mixedTimestamp }
        if let shape, let field = shape.field, let id = shape.resource,
            let resource = try? names.resource(withID: id)
        {
            return ExpressionType(field, of: resource)
        }
        return ExpressionType(DeclaredType.field(of: declared))
    }

    /// The columns of a view, with the types of its query over the tables as they are now.
    private func relation(ofView object: LocalObject) -> Relation {
        if let known = views.relations[object.sql] { return known }
        guard let definition = views.definitions[object.sql],
            views.open.insert(object.sql).inserted
        else { return .unknown }
        let provider = settings.provider
        settings.provider = definition.provider
        defer {
            settings.provider = provider
            views.open.remove(object.sql)
        }
        guard let types = try? AnalyzedStatement(definition.run, in: self).types else {
            return .unknown
        }
        let columns = types.columns(of: definition.query, in: TreeScope())
        let relation = Relation(columns: columns.renamed(definition.columns))
        views.relations[object.sql] = relation
        return relation
    }

    /// Records the definition of one of SQLite's views.
    func record(definitionOf view: ViewStatement, _ query: Query, _ run: StatementRun) {
        guard let object = try? object(named: view.name.text), object.kind == .view else { return }
        views.definitions[object.sql] = ViewDefinition(
            run: run,
            query: query,
            columns: view.columns,
            provider: settings.provider
        )
    }
}
