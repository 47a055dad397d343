import TuneQLJSON

/// Building: each resource is brought into its state, top to bottom.
extension StackRun {
    /// Builds the stack.
    ///
    /// - Returns: How it ended; failures of resources are shown, and are not thrown.
    /// - Throws: ``StackError`` when the stack cannot be built at all, or the user ended the run.
    package mutating func build() async throws(StackError) -> StackResult {
        try checkFiles()
        let start = ContinuousClock.now
        for resource in manifest.resources {
            do throws(StackError) {
                try await build(resource)
            } catch {
                guard try await continues(after: error, of: resource) else { return result }
            }
        }
        guard !options.isDry, result.isGood else { return result }
        result.output = try outputText(elapsed: ContinuousClock.now - start)
        return result
    }

    /// Refuses files whose queries cannot build anything, before the first is sent.
    private func checkFiles() throws(StackError) {
        for resource in manifest.resources where resource.isBuilt {
            let anchors = Set((files[resource.name]?.queries ?? [:]).keys)
            guard let problem = ResourceBuild.problem(of: anchors) else { continue }
            throw StackError(
                .stack,
                "\(resource.name) \(problem)",
                file: files[resource.name]?.name
            )
        }
    }

    /// Shows a failure; returns whether the run goes on.
    private mutating func continues(
        after error: StackError,
        of resource: StackResource
    ) async throws(StackError) -> Bool {
        guard error.kind != .interrupted else {
            let names = journal.map(\.resource.name).joined(separator: ", ")
            if !names.isEmpty { tell(.critical, "changed so far: \(names)") }
            throw error
        }
        result.isGood = false
        show("\(resource.name): failed")
        tell(.critical, "\(error)")
        forget(exportsOf: resource, because: "\(resource.name) failed")
        switch options.onFailure {
        case .ignore: return true
        case .error: return false
        case .rollback:
            await rollBack()
            return false
        }
    }

    private mutating func build(_ resource: StackResource) async throws(StackError) {
        guard resource.kind != .script else { return try await buildScript(resource) }
        guard let prepared = try prepared(resource) else {
            return show("\(resource.name): skipped, its condition does not hold")
        }
        if !options.isDry, let reason = missing(for: prepared) {
            throw StackError(.stack, "\(resource.name) \(reason)")
        }
        guard !options.isDry else { return try showQueries(of: prepared, [.exists, .create]) }
        tell(.info, "building \(resource.name) …")
        switch resource.kind {
        case .query:
            try await export(prepared)
            show("\(resource.name): read")
        case .command: try await runCommand(prepared)
        case .resource, .multi, .script: try await build(prepared)
        }
    }

    private mutating func buildScript(_ resource: StackResource) async throws(StackError) {
        let line = resource.line
        if let condition = resource.condition,
            try !StackCondition(condition, line: line).holds(variables.common)
        {
            return show("\(resource.name): skipped, its condition does not hold")
        }
        try await runProgram(resource)
        if !options.isDry { show("\(resource.name): run") }
    }

    private mutating func runCommand(_ prepared: Prepared) async throws(StackError) {
        guard prepared.queries[.command] != nil else {
            throw StackError(
                .stack,
                "the command \(prepared.resource.name) has neither sql nor a file with a command"
            )
        }
        journal.append(StackChange(resource: prepared.resource, kind: .command))
        _ = try await rows(.command, of: prepared)
        try await export(prepared)
        show("\(prepared.resource.name): run")
    }

    private mutating func build(_ prepared: Prepared) async throws(StackError) {
        let resource = prepared.resource
        var build = ResourceBuild(prepared.anchors, skipsValidation: resource.skipsValidation)
        var step = build.begin()
        while let answer = try await answerNoting(step, prepared) { step = build.next(answer) }
        guard case .end(let outcome) = step else { return }
        if case .failed(let shortfall) = outcome { throw error(shortfall, resource) }
        try await export(prepared, row: build.row)
        show("\(resource.name): \(outcome.words)")
    }

    /// Carries out a step, and notes changes before they are sent: one that failed may have been
    /// made all the same.
    private mutating func answerNoting(
        _ step: StackStep,
        _ prepared: Prepared
    ) async throws(StackError) -> StackAnswer? {
        guard case .write(let anchor) = step else { return try await answer(to: step, prepared) }
        tell(.info, "\(prepared.resource.name): \(anchor.rawValue)")
        let isAsked = !prepared.anchors.isDisjoint(with: [.exists, .statecheck, .exports])
        journal.append(
            StackChange(resource: prepared.resource, kind: anchor.change(isAsked: isAsked))
        )
        let answer = try await answer(to: step, prepared)
        if anchor == .create { journal[journal.count - 1].kind = .created }
        return answer
    }

    /// Shows queries that a dry run does not send.
    mutating func showQueries(
        of prepared: Prepared,
        _ anchors: [QueryAnchor]
    ) throws(StackError) {
        var anchors = anchors
        if prepared.anchors.contains(.createorupdate) { anchors = [.createorupdate] }
        if prepared.resource.kind == .command { anchors = [.command] }
        for anchor in anchors + [.exports] {
            guard let query = prepared.queries[anchor] else { continue }
            show(query.text, of: prepared.resource, anchor)
        }
        for export in prepared.resource.exports {
            variables.export(.string("<evaluated>"), as: export.name)
        }
    }

    func error(_ shortfall: StackShortfall, _ resource: StackResource) -> StackError {
        StackError(
            .statement,
            "\(resource.name) \(shortfall.words)",
            help: shortfall.help,
            file: files[resource.name]?.name
        )
    }
}

extension QueryAnchor {
    /// What a rollback has to know of a statement of this purpose.
    fileprivate func change(isAsked: Bool) -> StackChange.Kind {
        switch self {
        case .create: isAsked ? .maybeCreated : .ensured
        case .update: .updated
        default: .ensured
        }
    }
}

extension StackOutcome {
    var words: String {
        switch self {
        case .unchanged: "no change"
        case .created: "created"
        case .updated: "updated"
        case .ensured: "created or updated"
        case .deleted: "deleted"
        case .alreadyAbsent: "nothing to delete"
        case .skipped(let reason): "skipped, \(reason)"
        case .failed: "failed"
        }
    }
}

extension StackShortfall {
    fileprivate var words: String {
        switch self {
        case .cannotUpdate:
            "exists and is not as described, and its file has no update"
        case .notReached(let anchor):
            "is not as described after \(anchor.rawValue)"
        case .notAsDescribed(.exists): "does not exist"
        case .notAsDescribed: "is not as described"
        case .stillThere: "still exists after it was deleted"
        }
    }

    fileprivate var help: String? {
        switch self {
        case .cannotUpdate: "tuneql deploy plan shows what differs; tear it down to build it anew"
        case .notReached: "give its check more time with  retries=10, retry_delay=5"
        case .notAsDescribed: nil
        case .stillThere: "give it more time with  postdelete_retries=30, postdelete_retry_delay=10"
        }
    }
}
