package import TuneQLCatalog
package import TuneQLSyntax

/// Finds the resources that the names in a statement refer to.
package struct ResourceNames {
    /// The catalogs, which are opened when a name is looked up.
    private let catalogs: Catalogs
    /// The provider of names that begin with a service, as USE sets it.
    private let provider: String?
    let schema: any LocalSchema

    /// - Parameters:
    ///   - provider: The provider of names that begin with a service; nil if there is none.
    ///   - schema: The session's own databases.
    ///   - catalogs: The catalogs of the resources.
    package init(
        provider: String? = nil,
        schema: any LocalSchema = FixedSchema(),
        catalogs: Catalogs
    ) {
        self.provider = provider
        self.schema = schema
        self.catalogs = catalogs
    }

    func reading<Output>(
        _ body: (Catalogs) throws(CatalogError) -> Output
    ) throws(AnalysisError) -> Output {
        do {
            return try body(catalogs)
        } catch {
            throw AnalysisError(.unreadable, error.description, help: error.help)
        }
    }

    /// The message of a name in the schema of a resource; nil if there is none.
    package func message(
        _ name: String,
        of resource: Resource
    ) throws(AnalysisError) -> Message? {
        try reading { (catalogs) throws(CatalogError) in
            try catalogs.message(name, provider: resource.provider, service: resource.service)
        }
    }
}

// MARK: - Resources

extension ResourceNames {
    /// The resource of a name; nil when the name can only be that of a local table.
    ///
    /// - Throws: ``AnalysisError`` when the name has the form of a resource name but matches none.
    package func resource(named path: [Identifier]) throws(AnalysisError) -> Resource? {
        switch path.count {
        case 3: return try resource(path[0], path[1], path[2])
        case 2:
            if try isLocalSchema(path[0].text.lowercased()) { return nil }
            guard let provider else {
                throw AnalysisError(
                    .unknownName,
                    "no such table: \(path.dotted)",
                    range: path.wholeRange,
                    help: "write provider.service.resource, or USE a provider first"
                )
            }
            return try resource(
                Identifier(text: provider, range: path[0].range),
                path[0],
                path[1]
            )
        case 0, 1: return nil
        default:
            throw AnalysisError(
                .unknownName,
                "\(path.dotted) is not the name of a table",
                range: path.wholeRange,
                help: "a resource is named provider.service.resource"
            )
        }
    }

    /// The resource of a full name, such as `google.aiplatform.tuning_jobs`; nil if there is none.
    package func resource(withID id: String) throws(AnalysisError) -> Resource? {
        let parts = id.split(separator: ".").map(String.init)
        guard parts.count == 3 else { return nil }
        return try reading { (catalogs) throws(CatalogError) in
            try catalogs.resource(provider: parts[0], service: parts[1], name: parts[2])
        }
    }

    /// Whether a name is that of a database of the session: its own, or an attached one.
    private func isLocalSchema(_ name: String) throws(AnalysisError) -> Bool {
        if ["main", "temp", "catalog"].contains(name) { return true }
        return try schema.hasDatabase(name)
    }

    private func resource(
        _ provider: Identifier,
        _ service: Identifier,
        _ name: Identifier
    ) throws(AnalysisError) -> Resource {
        let found = try reading { (catalogs) throws(CatalogError) in
            try catalogs.resource(
                provider: provider.text,
                service: service.text,
                name: name.text
            )
        }
        if let found { return found }
        try checkProvider(provider)
        try checkService(service, of: provider.text)
        let path = "\(provider.text).\(service.text)"
        if let problem = try problem(of: name, in: service, of: provider) { throw problem }
        let resources = try reading { (catalogs) throws(CatalogError) in
            try catalogs.resourceNames(of: provider.text, service: service.text)
                + catalogs.aliasNames(of: provider.text, service: service.text)
        }
        try Self.check(
            name,
            among: resources,
            .resource(service: path),
            "SHOW RESOURCES IN \(path) lists them"
        )
        preconditionFailure("a resource that is among the names was not found")
    }

    /// The error of a resource that the catalog leaves out; nil when no document has it.
    private func problem(
        of name: Identifier,
        in service: Identifier,
        of provider: Identifier
    ) throws(AnalysisError) -> AnalysisError? {
        let problem = try reading { (catalogs) throws(CatalogError) in
            try catalogs.problem(
                provider: provider.text,
                service: service.text,
                resource: name.text
            )
        }
        return problem.map { AnalysisError(leavingOut: name, $0) }
    }
}

// MARK: - Uses

extension ResourceNames {
    /// The resources that a statement reads; names of local tables are left to SQLite.
    ///
    /// - Parameters:
    ///   - statement: The statement.
    ///   - source: The text that its ranges refer to.
    ///   - report: Receives the error of each name that looks like a resource's but matches none.
    /// - Returns: The uses, in the order of the text.
    /// - Throws: Any error that `report` throws.
    package func uses<Failure>(
        in statement: Statement,
        of source: String,
        report: (AnalysisError) throws(Failure) -> Void
    ) throws(Failure) -> [ResourceUse] {
        var uses: [ResourceUse] = []
        try statement.forEachTable { (table, scope) throws(Failure) in
            guard !scope.isCommonTable(table), scope.place != .target else { return }
            let found: Resource?
            do throws(AnalysisError) {
                found = try resource(named: table.path)
            } catch {
                return try report(error)
            }
            guard let found else { return }
            uses.append(
                ResourceUse(
                    resource: found,
                    reference: table,
                    whereRange: scope.cores.first?.whereRange
                )
            )
        }
        guard !uses.isEmpty else { return uses }
        let unread = UnreadTables(in: statement) {
            schema.isNeverTrue(source.text(in: $0.range))
        }.places
        for index in uses.indices {
            uses[index].isUnread = unread.contains(uses[index].reference.range.lowerBound)
        }
        return uses
    }
}
