package import TuneQLCatalog
package import TuneQLSyntax

/// Finds the resources that the names in a statement refer to.
package struct ResourceNames {
    /// Opens the catalog; called when a name is looked up.
    private let catalog: () throws(AnalysisError) -> Catalog
    /// The provider of names that begin with a service, as USE sets it.
    private let provider: String?
    let schema: any LocalSchema

    /// - Parameters:
    ///   - provider: The provider of names that begin with a service; nil if there is none.
    ///   - schema: The session's own databases.
    ///   - catalog: Opens the catalog.
    package init(
        provider: String? = nil,
        schema: any LocalSchema = FixedSchema(),
        catalog: @escaping () throws(AnalysisError) -> Catalog
    ) {
        self.provider = provider
        self.schema = schema
        self.catalog = catalog
    }

    private func reading<Output>(
        _ body: (Catalog) throws(CatalogError) -> Output
    ) throws(AnalysisError) -> Output {
        let catalog = try catalog()
        do {
            return try body(catalog)
        } catch {
            throw AnalysisError(.unreadable, error.description)
        }
    }

    /// The message of a name in the schema of a resource; nil if there is none.
    package func message(
        _ name: String,
        of resource: Resource
    ) throws(AnalysisError) -> Message? {
        try reading { (catalog) throws(CatalogError) in
            try catalog.message(name, provider: resource.provider, service: resource.service)
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
        return try reading { (catalog) throws(CatalogError) in
            try catalog.resource(provider: parts[0], service: parts[1], name: parts[2])
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
        let found = try reading { (catalog) throws(CatalogError) in
            try catalog.resource(
                provider: provider.text,
                service: service.text,
                name: name.text
            )
        }
        if let found { return found }
        try checkProvider(provider)
        try checkService(service, of: provider.text)
        let path = "\(provider.text).\(service.text)"
        let resources = try reading { (catalog) throws(CatalogError) in
            try catalog.resources(of: provider.text, service: service.text).map(\.name)
        }
        try Self.check(
            name,
            among: resources,
            .resource(service: path),
            "SHOW RESOURCES IN \(path) lists them"
        )
        preconditionFailure("a resource that is among the names was not found")
    }
}

// MARK: - Checks

extension ResourceNames {
    /// Throws unless there is a provider of this name.
    package func checkProvider(_ name: Identifier) throws(AnalysisError) {
        let names = try reading { (catalog) throws(CatalogError) in
            try catalog.providers().map(\.name)
        }
        try Self.check(name, among: names, .provider, "SHOW PROVIDERS lists them")
    }

    /// Throws unless a provider has a service of this name.
    package func checkService(_ name: Identifier, of provider: String) throws(AnalysisError) {
        let names = try reading { (catalog) throws(CatalogError) in
            try catalog.services(of: provider).map(\.name)
        }
        try Self.check(
            name,
            among: names,
            .service(provider: provider),
            "SHOW SERVICES IN \(provider) lists them"
        )
    }

    /// Throws unless a name is among those that exist.
    ///
    /// - Parameters:
    ///   - name: The name, in any case.
    ///   - names: The names that exist.
    ///   - kind: The kind of thing named.
    ///   - help: The help where no name resembles the given one.
    /// - Throws: ``AnalysisError`` with a suggestion or the help.
    package static func check(
        _ name: Identifier,
        among names: [String],
        _ kind: NameKind,
        _ help: String
    ) throws(AnalysisError) {
        guard !names.contains(where: { $0.lowercased() == name.text.lowercased() }) else { return }
        var error = AnalysisError(
            .unknownName,
            "\(name.text) is not a \(kind.words)",
            range: name.range,
            help: NameSuggestion.help(for: name.text, among: names) ?? help
        )
        if kind.namesTable { error.unknownTable = name.text }
        throw error
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
