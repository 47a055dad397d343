/// Testing: each resource is compared with what its file says, and nothing is changed.
extension StackRun {
    /// Tests the stack, up to the first resource that is not as described.
    ///
    /// - Throws: ``StackError`` when the user ended the run.
    package mutating func test() async throws(StackError) -> StackResult {
        let start = ContinuousClock.now
        for resource in manifest.resources {
            do throws(StackError) {
                try await test(resource)
            } catch {
                guard error.kind != .interrupted else { throw error }
                result.isGood = false
                show("\(resource.name): failed")
                tell(.critical, "\(error)")
                guard options.onFailure == .ignore else { return result }
                forget(exportsOf: resource, because: "\(resource.name) failed")
            }
        }
        guard !options.isDry, result.isGood else { return result }
        result.output = try outputText(elapsed: ContinuousClock.now - start)
        return result
    }

    private mutating func test(_ resource: StackResource) async throws(StackError) {
        switch resource.kind {
        case .command: return show("\(resource.name): skipped, a command has no state")
        case .script:
            try await runProgram(resource)
            return show("\(resource.name): run")
        case .resource, .multi, .query: break
        }
        guard let prepared = try prepared(resource) else {
            return show("\(resource.name): skipped, its condition does not hold")
        }
        guard !options.isDry else { return try showQueries(of: prepared, [.statecheck]) }
        if let reason = missing(for: prepared) {
            throw StackError(.stack, "\(resource.name) \(reason)")
        }
        guard resource.isBuilt else {
            try await export(prepared)
            return show("\(resource.name): read")
        }
        tell(.info, "testing \(resource.name) …")
        var test = ResourceTest(prepared.anchors)
        var step = test.begin()
        while let answer = try await answer(to: step, prepared) { step = test.next(answer) }
        guard case .end(let outcome) = step else { return }
        if case .failed(let shortfall) = outcome { throw error(shortfall, resource) }
        try await export(prepared, row: test.row)
        if case .skipped(let reason) = outcome { return show("\(resource.name): \(reason)") }
        show("\(resource.name): as described")
    }
}
