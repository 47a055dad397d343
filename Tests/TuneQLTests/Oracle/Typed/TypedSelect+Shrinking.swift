extension TypedSelect {
    /// A smaller statement of which `isWrong` is still true.
    func shrunk(while isWrong: (TypedSelect) async -> Bool) async -> TypedSelect {
        var smallest = self
        var attempts = 0
        var isShorter = true
        while isShorter {
            isShorter = false
            for candidate in smallest.smaller {
                attempts += 1
                guard attempts <= 1000 else { return smallest }
                guard await isWrong(candidate) else { continue }
                smallest = candidate
                isShorter = true
                break
            }
        }
        return smallest
    }

    /// The statement without one of its parts, the largest first.
    private var smaller: [TypedSelect] {
        var candidates: [TypedSelect] = []
        func add(_ change: (inout TypedSelect) -> Void) {
            var copy = self
            change(&copy)
            candidates.append(copy)
        }
        if !limit.isEmpty { add { $0.limit = "" } }
        if isOrdered {
            add {
                $0.isOrdered = false
                $0.limit = ""
            }
        }
        for index in definitions.indices { add { $0.definitions.remove(at: index) } }
        for index in commonTables.indices { add { $0.commonTables.remove(at: index) } }
        if arms.count > 1 { for index in arms.indices { add { $0.arms.remove(at: index) } } }
        for index in order.indices { add { $0.order.remove(at: index) } }
        if arms[0].results.count > 1 {
            for index in arms[0].results.indices {
                add { select in
                    for arm in select.arms.indices { select.arms[arm].results.remove(at: index) }
                }
            }
        }
        for (index, arm) in arms.enumerated() {
            for rest in arm.rest.smaller { add { $0.arms[index].rest = rest } }
            if arm.start != "SELECT" { add { $0.arms[index].start = "SELECT" } }
            for (place, result) in arm.results.enumerated() {
                for result in result.smaller { add { $0.arms[index].results[place] = result } }
            }
        }
        for (index, key) in order.enumerated() {
            for key in key.smaller { add { $0.order[index] = key } }
        }
        for (index, definition) in definitions.enumerated() {
            for place in definition.changes.indices {
                add { $0.definitions[index].changes.remove(at: place) }
            }
            for sql in definition.sql.smaller { add { $0.definitions[index].sql = sql } }
        }
        for (index, table) in commonTables.enumerated() {
            for table in table.smaller { add { $0.commonTables[index] = table } }
        }
        return candidates
    }
}
