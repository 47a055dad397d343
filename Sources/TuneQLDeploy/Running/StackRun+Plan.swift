import TuneQLJSON

/// Planning: each resource is compared with what its file says, and what a build would do is told.
extension StackRun {
    /// Plans a build, and changes nothing.
    ///
    /// - Throws: ``StackError`` when a query fails, so that the plan is not known.
    package mutating func plan() async throws(StackError) -> StackResult {
        for resource in manifest.resources {
            do throws(StackError) {
                try await plan(resource)
            } catch {
                guard error.kind != .interrupted else { throw error }
                result.isGood = false
                show("\(resource.name): not known")
                tell(.critical, "\(error)")
                forget(exportsOf: resource, because: "\(resource.name) could not be read")
            }
        }
        if result.isGood { show(planSummary) }
        return result
    }

    private var planSummary: String {
        if result.hasChanges { return "a build would change something" }
        return result.hasUncheckedDifferences
            ? "a build would change nothing, but not all is as described"
            : "no change: all is as described"
    }

    private mutating func plan(_ resource: StackResource) async throws(StackError) {
        guard resource.kind != .script else {
            forget(exportsOf: resource, because: "a plan starts no program")
            return show("\(resource.name): a build would run its program")
        }
        guard let prepared = try prepared(resource) else {
            return show("\(resource.name): not part of the stack, its condition does not hold")
        }
        if let reason = missing(for: prepared) {
            result.hasChanges = true
            forget(exportsOf: resource, because: reason)
            return show("\(resource.name): known after the build, it \(reason)")
        }
        switch resource.kind {
        case .query:
            try await export(prepared)
            show("\(resource.name): would be read")
        case .command:
            result.hasChanges = true
            forget(exportsOf: resource, because: "\(resource.name) is run by a build")
            show("\(resource.name): would be run, as on each build")
        case .resource, .multi, .script: try await plan(prepared)
        }
    }

    private mutating func plan(_ prepared: Prepared) async throws(StackError) {
        let resource = prepared.resource
        if let problem = ResourceBuild.problem(of: prepared.anchors) {
            throw StackError(
                .stack,
                "\(resource.name) \(problem)",
                file: files[resource.name]?.name
            )
        }
        let once = prepared.triedOnce
        var build = ResourceBuild(prepared.anchors, skipsValidation: resource.skipsValidation)
        var step = build.begin()
        while true {
            if case .write = step { break }
            guard let answer = try await answer(to: step, once) else { break }
            step = build.next(answer)
        }
        try await tell(step, once, row: build.row)
    }

    private mutating func tell(
        _ step: StackStep,
        _ prepared: Prepared,
        row: JSONObject?
    ) async throws(StackError) {
        let resource = prepared.resource
        if case .end(.unchanged) = step {
            try await export(prepared, row: row)
            return tellUnchanged(prepared, row: row)
        }
        result.hasChanges = true
        if case .write(.create) = step {
            forget(exportsOf: resource, because: "\(resource.name) is not built yet")
            return show("\(resource.name): would be created")
        }
        let live = try await live(prepared)
        let differences = live.map { StackDifference.all(in: $0, from: prepared) } ?? []
        switch step {
        case .write(.update): show("\(resource.name): would be updated")
        case .write: show("\(resource.name): would be created or updated, as on each build")
        default:
            show(
                "\(resource.name): differs and cannot be updated; it would have to be replaced: "
                    + (prepared.anchors.contains(.delete)
                        ? "tear it down, then build" : "delete it, then build")
            )
        }
        for difference in differences { show("  \(difference.words)") }
        if let live {
            try keep(live, of: resource)
        } else {
            forget(exportsOf: resource, because: "\(resource.name) is not built yet")
        }
    }

    /// Tells what a build leaves as it is, and what of it differs all the same.
    private mutating func tellUnchanged(_ prepared: Prepared, row: JSONObject?) {
        let canDelete = prepared.anchors.contains(.delete)
        let differences = row.map { StackDifference.all(in: $0, from: prepared) } ?? []
        let rest =
            differences.isEmpty
            ? "" : ", since no statecheck compares what differs"
        show(
            "\(prepared.resource.name): no change" + rest
                + (canDelete ? "" : ", cannot be torn down")
        )
        for difference in differences { show("  \(difference.words)") }
        if !differences.isEmpty { result.hasUncheckedDifferences = true }
    }

    /// The row of the exports query, where there is one.
    private func live(_ prepared: Prepared) async throws(StackError) -> JSONObject? {
        prepared.queries[.exports] == nil ? nil : try await row(of: prepared)
    }
}

extension StackRun.Prepared {
    /// With a single try of each query: a plan does not wait for what nobody builds.
    fileprivate var triedOnce: Self {
        var once = self
        for anchor in queries.keys {
            once.queries[anchor]?.tries.retries = anchor == .exports ? 0 : 1
        }
        return once
    }
}

/// A column of a live row that is not as a property says.
struct StackDifference: Sendable, Hashable {
    var name: String
    var live: String
    var wanted: String

    var words: String { "\(name): \(live) → \(wanted)" }

    /// The columns that are named like a variable of the resource and have another value.
    static func all(in row: JSONObject, from prepared: StackRun.Prepared) -> [StackDifference] {
        let properties = Set(prepared.resource.properties.map(\.name))
        return row.members.compactMap { member in
            guard properties.contains(member.name), let wanted = prepared.variables[member.name]
            else { return nil }
            let live = StackValue.variable(member.value)
            guard !isSame(live, wanted) else { return nil }
            return StackDifference(
                name: member.name,
                live: StackValue.text(live),
                wanted: StackValue.text(wanted)
            )
        }
    }

    private static func isSame(_ one: JSONValue, _ other: JSONValue) -> Bool {
        let texts = [one, other].map { StackValue.text($0) }
        if texts[0] == texts[1] { return true }
        guard let first = try? JSONValue(parsing: texts[0]),
            let second = try? JSONValue(parsing: texts[1])
        else { return false }
        return first.sorted == second.sorted
    }
}

extension JSONValue {
    /// With the members of all objects in the order of their names.
    fileprivate var sorted: JSONValue {
        switch self {
        case .array(let elements): .array(elements.map(\.sorted))
        case .object(let object):
            .object(
                JSONObject(
                    object.members.map { JSONMember(name: $0.name, value: $0.value.sorted) }
                        .sorted { $0.name < $1.name }
                )
            )
        default: self
        }
    }
}
