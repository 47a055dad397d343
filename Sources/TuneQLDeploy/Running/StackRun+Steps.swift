import TuneQLJSON

/// Steps, which are one query each or several tries of one.
extension StackRun {
    /// Carries out a step and returns what it brought; nil at the end.
    func answer(
        to step: StackStep,
        _ prepared: Prepared,
        isAfterDelete: Bool = false
    ) async throws(StackError) -> StackAnswer? {
        switch step {
        case .end: return nil
        case .ask(let anchor):
            let isThere = try await asked(anchor, prepared, isAfterDelete: isAfterDelete)
            return isThere ? .yes : .no
        case .read:
            return try await row(of: prepared, isAfterDelete: isAfterDelete).map { .row($0) }
                ?? .noRow
        case .write(let anchor):
            try await write(anchor, prepared)
            return .written
        }
    }

    /// Asks until the answer is yes, or after a deletion no, as often as the query's options say.
    private func asked(
        _ anchor: QueryAnchor,
        _ prepared: Prepared,
        isAfterDelete: Bool
    ) async throws(StackError) -> Bool {
        let tries = prepared.queries[anchor]?.tries ?? QueryTries()
        let count = isAfterDelete ? tries.postdeleteRetries : tries.retries
        var isThere = isAfterDelete
        for number in 1...max(count, 1) {
            isThere = try StackCount.isOne(try await rows(anchor, of: prepared), anchor)
            if isThere != isAfterDelete { break }
            if number < count {
                try await pause(isAfterDelete ? tries.postdeleteDelay : tries.delay)
            }
        }
        return isThere
    }

    /// The row of the exports query; nil when there is none after all tries.
    func row(
        of prepared: Prepared,
        isAfterDelete: Bool = false
    ) async throws(StackError) -> JSONObject? {
        let tries = prepared.queries[.exports]?.tries ?? QueryTries()
        let count = isAfterDelete ? tries.postdeleteRetries : tries.retries + 1
        for number in 1...max(count, 1) {
            let rows = try await rows(.exports, of: prepared)
            guard rows.count < 2 else {
                throw StackError(
                    .statement,
                    "exports has \(rows.count) rows instead of one",
                    help: "make its condition narrower"
                )
            }
            if isAfterDelete == rows.isEmpty { return rows.first }
            guard number < count else {
                return rows.first
            }
            try await pause(isAfterDelete ? tries.postdeleteDelay : tries.delay)
        }
        return nil
    }

    private func write(_ anchor: QueryAnchor, _ prepared: Prepared) async throws(StackError) {
        try checkFilled(anchor, prepared)
        _ = try await rows(anchor, of: prepared)
    }

    /// Refuses a change whose condition has an empty name: it would change something else.
    private func checkFilled(
        _ anchor: QueryAnchor,
        _ prepared: Prepared
    ) throws(StackError) {
        guard anchor == .delete || anchor == .update, let query = prepared.queries[anchor],
            query.isLoose(as: anchor)
        else { return }
        throw StackError(
            .stack,
            "\(anchor.rawValue) has an empty value, so it is not sent:\n\(query.text)",
            help: "give the variable a value; an export is empty when its query had no row",
            file: files[prepared.resource.name]?.name,
            line: files[prepared.resource.name]?.queries[anchor]?.line
        )
    }
}
