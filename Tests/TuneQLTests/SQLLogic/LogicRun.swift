import TuneQL

/// Runs a file's records on an engine.
struct LogicRun {
    let script: LogicScript
    let engine: any LogicEngine
    private var labelled: [String: [String]] = [:]

    init(_ script: LogicScript, on engine: any LogicEngine) {
        self.script = script
        self.engine = engine
    }

    /// What went wrong, by line; nothing when all is as it is written.
    mutating func failures() async -> [(line: Int, message: String)] {
        var failures: [(line: Int, message: String)] = []
        for record in script.records where record.applies(to: engine.name) {
            guard let message = await failure(of: record) else { continue }
            failures.append((record.line, message))
        }
        return failures
    }

    private mutating func failure(of record: LogicRecord) async -> String? {
        let answer: [[Value]]
        do {
            answer = try await engine.rows(record.sql)
        } catch let error as LogicFailure {
            guard case .failure(let pattern) = record.kind else { return "error: \(error.message)" }
            return pattern.isEmpty || error.message.contains(pattern)
                ? nil : "the error is '\(error.message)', not '\(pattern)'"
        } catch {
            return "error: \(error)"
        }
        switch record.kind {
        case .statement: return nil
        case .failure: return "does not fail"
        case .query(let types, let sort, let label, let results):
            return difference(of: answer, types, sort, label, from: results)
        }
    }

    private mutating func difference(
        of answer: [[Value]],
        _ types: String,
        _ sort: LogicRecord.Sort,
        _ label: String?,
        from expected: [String]
    ) -> String? {
        var rows: [[String]] = []
        for row in answer {
            guard row.count == types.count else {
                return "\(row.count) columns, not \(types.count)"
            }
            let texts = zip(row, types).map { $0.logicText(as: $1) }
            if let place = texts.firstIndex(of: nil) {
                return "\(row[place]) stands in column \(place + 1), whose type is not of \(types)"
            }
            rows.append(texts.compactMap { $0 })
        }
        let values = sort.sorted(rows)
        if let label, let other = labelled.updateValue(values, forKey: label), other != values {
            return "the results labelled '\(label)' are not the same"
        }
        let threshold = script.hashThreshold
        let isHashed = threshold > 0 && values.count > threshold
        let actual = isHashed ? ["\(values.count) values hashing to \(values.md5)"] : values
        guard actual != expected else { return nil }
        return "got\n\(actual.joined(separator: "\n"))\nnot\n\(expected.joined(separator: "\n"))"
    }
}

extension LogicRecord.Sort {
    /// The values of all rows in the order in which they are compared.
    fileprivate func sorted(_ rows: [[String]]) -> [String] {
        switch self {
        case .nosort: rows.flatMap(\.self)
        case .rowsort:
            rows.sorted { left, right in
                left.lexicographicallyPrecedes(right) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            }
            .flatMap(\.self)
        case .valuesort:
            rows.flatMap(\.self).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        }
    }
}
