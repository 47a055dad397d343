import TuneQLJSON

/// Runs a stack: reads what resources say, decides, and sends the next statement.
///
/// Decisions are made by ``ResourceBuild``, ``ResourceTest`` and ``ResourceTeardown``.
package struct StackRun: Sendable {
    let manifest: StackManifest
    let files: [String: QueryFile]
    let statements: any StackStatements
    let options: StackOptions
    let clock: any Clock<Duration>
    let log: StackLog
    var variables: StackVariables
    var mask = StackMask()
    /// What this run created, in order.
    var journal: [StackChange] = []
    var result = StackResult()
    /// The exports that are not known, and why.
    var unknown: [String: String] = [:]

    /// Prepares a run.
    ///
    /// - Parameters:
    ///   - manifest: The stack.
    ///   - files: The queries by the name of their resource.
    ///   - variables: The variables, without globals.
    ///   - statements: What runs the statements.
    ///   - options: How it is run.
    ///   - clock: What the pauses are measured with.
    ///   - log: Receives the lines that tell of it.
    /// - Throws: ``StackError`` for globals without a value, and files that cannot build anything.
    package init(
        manifest: StackManifest,
        files: [String: QueryFile],
        variables: StackVariables,
        statements: any StackStatements,
        options: StackOptions = StackOptions(),
        clock: any Clock<Duration> = ContinuousClock(),
        log: StackLog
    ) throws(StackError) {
        self.manifest = manifest
        self.files = files
        self.statements = statements
        self.options = options
        self.clock = clock
        self.log = log
        self.variables = variables
        try self.variables.read(globals: manifest.globals)
        for warning in manifest.warnings { log.write(.warning, warning) }
    }

    // MARK: Shown

    func tell(_ level: StackLog.Level, _ text: String) {
        log.write(level, mask.masked(text))
    }

    func show(_ text: String) {
        log.result(mask.masked(text))
    }

    func show(_ query: String, of resource: StackResource, _ anchor: QueryAnchor) {
        log.progress(mask.masked("\(resource.name) \(anchor.rawValue):\n\(query)"))
    }

    // MARK: Resources

    /// A resource with its variables and queries.
    struct Prepared {
        var resource: StackResource
        var variables: [String: JSONValue]
        var queries: [QueryAnchor: StackQuery]

        var anchors: Set<QueryAnchor> { Set(queries.keys) }
    }

    /// The resource with its queries filled in; nil when its condition does not hold.
    mutating func prepared(
        _ resource: StackResource,
        checksCondition: Bool = true
    ) throws(StackError) -> Prepared? {
        let common = variables.common
        if checksCondition, let condition = resource.condition {
            let line = resource.line
            guard try StackCondition(condition, line: line).holds(common) else { return nil }
        }
        let all = try variables.variables(of: resource)
        for name in resource.protected { if let value = all[name] { mask.add(value) } }
        var queries: [QueryAnchor: StackQuery] = [:]
        let file = files[resource.name]
        for (anchor, template) in file?.queries ?? [:] {
            let source = StackTemplate(template.text, file: file?.name, line: template.line)
            var query = try source.query(
                all,
                isCreation: anchor == .create || anchor == .createorupdate
            )
            query.tries = template.tries
            queries[anchor] = query
        }
        if let sql = resource.sql {
            let anchor: QueryAnchor = resource.kind == .command ? .command : .exports
            queries[anchor] = try StackTemplate(sql, line: resource.line).query(all)
        }
        return Prepared(resource: resource, variables: all, queries: queries)
    }

    /// Sends a query, and shows it before if that is asked for.
    func rows(
        _ anchor: QueryAnchor,
        of prepared: Prepared
    ) async throws(StackError) -> [JSONObject] {
        guard let query = prepared.queries[anchor] else { return [] }
        if options.showsQueries { show(query.text, of: prepared.resource, anchor) }
        do {
            return try await statements.rows(
                of: query.text,
                auth: prepared.resource.auth,
                variables: prepared.variables
            )
        } catch {
            guard error.kind == .statement else { throw error }
            var error = error
            error.message = "\(anchor.rawValue) of \(prepared.resource.name): \(error.message)"
            error.file = files[prepared.resource.name]?.name
            error.line = files[prepared.resource.name]?.queries[anchor]?.line
            throw error
        }
    }

    /// Waits; the run ends when its task is cancelled.
    func pause(_ seconds: Int) async throws(StackError) {
        guard seconds > 0 else { return }
        do {
            try await clock.sleep(for: .seconds(seconds))
        } catch {
            throw StackError(.interrupted, "interrupted")
        }
    }
}
