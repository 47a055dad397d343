import TuneQLCatalog
import TuneQLSQLite
import TuneQLScan
import TuneQLSyntax

/// What the session knows for the types of its statements.
extension SessionState {
    /// What the types of a statement's expressions change in its SQL.
    func typed(
        _ run: StatementRun,
        _ types: TypeInference,
        _ relations: [Int: ExecRelation]
    ) throws(QueryError) -> TypedSQL {
        let typed = try TypedSQL(
            run.statement,
            types,
            relations
        ) { (name, resource) throws(QueryError) in
            try message(name, of: resource)
        }
        run.warnings.note(typed.warnings)
        return typed
    }

    /// The types of a statement's expressions.
    func types(
        of run: StatementRun,
        _ uses: [ResourceUse],
        _ relations: [Int: ExecRelation]
    ) throws(QueryError) -> TypeInference {
        var resources: [Int: Resource] = [:]
        for use in uses { resources[use.reference.range.lowerBound] = use.resource }
        return TypeInference(
            resources: resources,
            execs: relations.compactMapValues(\.resource),
            variables: run.variableValues,
            targets: try targets(of: run.statement),
            message: { name, resource in try? self.message(name, of: resource) },
            local: { table in self.localRelation(table, run) }
        )
    }

    /// The tables whose columns a statement may name although they stand in no FROM.
    private func targets(of statement: Statement) throws(QueryError) -> [TypeInference.Target] {
        switch statement.kind {
        case .explain(let explain): return try targets(of: explain.statement)
        case .insert(let insert):
            let resource = try resource(named: insert.target.path)
            return [target(insert.target, resource, clause: insert.returning?.range)]
        case .local(let local):
            return local.tables.map { target($0, nil, clause: nil) }
        default: return []
        }
    }

    private func target(
        _ table: TableReference,
        _ resource: Resource?,
        clause: Range<Int>?
    ) -> TypeInference.Target {
        let path = [table.alias.map { [$0.text] } ?? table.path.map(\.text)]
        let whole = resource.map { [[$0.provider, $0.service, $0.name]] } ?? []
        let relation = resource.map { Relation($0) } ?? localRelation(table, nil) ?? .unknown
        return TypeInference.Target(
            relation: NamedRelation(paths: path + whole, relation: relation),
            clause: clause
        )
    }
}

// MARK: - Local tables and views

extension SessionState {
    /// The columns of a local table or view; nil when the name means neither.
    func localRelation(_ table: TableReference, _ run: StatementRun?) -> Relation? {
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
            let resource = try? resource(withID: id)
        {
            return ExpressionType(field, of: resource)
        }
        return ExpressionType(DeclaredType.field(of: declared))
    }

    private func resource(withID id: String) throws(QueryError) -> Resource? {
        let parts = id.split(separator: ".").map(String.init)
        guard parts.count == 3 else { return nil }
        return try engine.reading { (catalog) throws(CatalogError) in
            try catalog.resource(provider: parts[0], service: parts[1], name: parts[2])
        }
    }

    /// A view's columns have the types of its query, as the tables in it are now.
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

    /// Remembers what a view of SQLite's was made of.
    func note(definitionOf view: ViewStatement, _ query: Query, _ run: StatementRun) {
        guard let object = try? object(named: view.name.text), object.kind == .view else { return }
        views.definitions[object.sql] = ViewDefinition(
            run: run,
            query: query,
            columns: view.columns,
            provider: settings.provider
        )
    }
}
