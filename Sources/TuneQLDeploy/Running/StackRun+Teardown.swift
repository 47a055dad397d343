/// Tearing down: each resource is deleted, bottom to top.
extension StackRun {
    /// Tears the stack down.
    ///
    /// - Throws: ``StackError`` when the user ended the run.
    package mutating func tearDown() async throws(StackError) -> StackResult {
        do throws(StackError) {
            try await readExports()
        } catch {
            guard error.kind != .interrupted else { throw error }
            tell(.critical, "\(error)")
            tell(.critical, "nothing was deleted")
            result.isGood = false
            return result
        }
        for resource in manifest.resources.reversed() where resource.isBuilt {
            do throws(StackError) {
                let outcome = try await tearDown(resource)
                if let outcome { show("\(resource.name): \(outcome.words)") }
            } catch {
                guard error.kind != .interrupted else { throw error }
                result.isGood = false
                show("\(resource.name): failed")
                tell(.critical, "\(error)")
                guard options.onFailure == .ignore else { return result }
            }
        }
        return result
    }

    /// Reads the exports of all resources, which the queries that delete may need.
    ///
    /// A resource without a row is gone already; its exports stay empty.
    private mutating func readExports() async throws(StackError) {
        for resource in manifest.resources where !resource.exports.isEmpty {
            switch resource.kind {
            case .command: continue
            case .script: try await runProgram(resource)
            case .resource, .multi, .query:
                guard let prepared = try prepared(resource) else { continue }
                if options.isDry {
                    try showQueries(of: prepared, [])
                } else if prepared.queries[.exports] != nil,
                    !prepared.queries[.exports, default: StackQuery(text: "")].isLoose(as: .exports)
                {
                    try await exportOnce(prepared)
                }
            }
        }
    }

    /// Reads exports without trying again: what is gone does not come.
    private mutating func exportOnce(_ prepared: Prepared) async throws(StackError) {
        var once = prepared
        once.queries[.exports]?.tries.retries = 0
        try await export(once, isRequired: false)
    }

    /// Deletes a resource; nil for one that is not part of the stack.
    mutating func tearDown(
        _ resource: StackResource
    ) async throws(StackError) -> StackOutcome? {
        guard let prepared = try prepared(resource) else {
            show("\(resource.name): skipped, its condition does not hold")
            return nil
        }
        guard !options.isDry else {
            for anchor in [QueryAnchor.exists, .delete] {
                if let query = prepared.queries[anchor] { show(query.text, of: resource, anchor) }
            }
            return nil
        }
        tell(.info, "tearing down \(resource.name) …")
        var teardown = ResourceTeardown(prepared.anchors, isMulti: resource.kind == .multi)
        var step = teardown.begin()
        while let answer = try await answer(
            to: step,
            prepared,
            isAfterDelete: teardown.isConfirming
        ) {
            step = teardown.next(answer)
        }
        guard case .end(let outcome) = step else { return nil }
        if case .failed(let shortfall) = outcome { throw error(shortfall, resource) }
        return outcome
    }

    /// Deletes what this run created, the last first, and says what is left.
    mutating func rollBack() async {
        guard !journal.isEmpty else {
            return tell(.info, "nothing was changed, so nothing is undone")
        }
        tell(.info, "rolling back …")
        for change in journal.reversed() {
            do throws(StackError) {
                try await undo(change)
            } catch {
                show("\(change.resource.name): not undone")
                tell(.critical, "\(error)")
            }
        }
    }

    private mutating func undo(_ change: StackChange) async throws(StackError) {
        let name = change.resource.name
        switch change.kind {
        case .updated:
            return show("\(name): not undone, the values before the update are not known")
        case .ensured:
            return show("\(name): not undone, it may have existed before this run")
        case .command: return show("\(name): not undone, a command has no opposite")
        case .created, .maybeCreated: break
        }
        if let prepared = try prepared(change.resource) {
            if prepared.queries[.exports] != nil { try await exportOnce(prepared) }
            if try await isAbsent(prepared) { return show("\(name): undone, it was not created") }
        }
        guard let outcome = try await tearDown(change.resource) else { return }
        switch outcome {
        case .deleted: show("\(name): undone")
        case .alreadyAbsent: show("\(name): undone, it was not created")
        default: show("\(name): not undone, its file has no delete")
        }
    }

    /// Whether a resource that cannot be deleted does not exist, as far as its file can tell.
    private func isAbsent(_ prepared: Prepared) async throws(StackError) -> Bool {
        guard !prepared.anchors.contains(.delete), prepared.anchors.contains(.exists) else {
            return false
        }
        return try await answer(to: .ask(.exists), prepared) == .no
    }
}
