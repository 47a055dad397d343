import TuneQLJSON

extension Filter {
    /// Whether the job passes.
    func accepts(_ job: JobDocument) -> Bool {
        switch self {
        case .all(let filters): filters.allSatisfy { $0.accepts(job) }
        case .any(let filters): filters.contains { $0.accepts(job) }
        case .not(let filter): !filter.accepts(job)
        case .comparison(let comparison): comparison.accepts(job.value(of: comparison.column))
        }
    }
}

extension Comparison {
    /// Whether the comparison holds for a member of a job.
    func accepts(_ member: JSONValue?) -> Bool {
        guard let values = values(in: member, below: path[...]) else { return false }
        if isWord, value == "*" { return operation == .notEqual ? values.isEmpty : !values.isEmpty }
        if values.isEmpty { return accepts(absent: type) }
        return values.contains { accepts(one: $0) }
    }

    /// The values at the path; nil when a message on the way to it is absent.
    private func values(in value: JSONValue?, below path: ArraySlice<String>) -> [JSONValue]? {
        switch value {
        case nil: return path.isEmpty ? [] : nil
        case .array(let elements):
            return elements.flatMap { values(in: $0, below: path) ?? [] }
        case .some(let value):
            guard let name = path.first else { return [value] }
            guard let next = value[name] else { return path.count == 1 ? [] : nil }
            return values(in: next, below: path.dropFirst())
        }
    }

    /// An absent scalar has its default value; an absent time or message satisfies nothing.
    private func accepts(absent type: SchemaType) -> Bool {
        switch type {
        case .int32, .int64, .double, .float: accepts(one: 0)
        case .bool: accepts(one: false)
        case .string: operation != .has && accepts(one: "")
        default: false
        }
    }

    private func accepts(one value: JSONValue) -> Bool {
        switch type {
        case .timestamp: holds(value.string.flatMap { Instant($0) }, Instant(self.value))
        case .int32, .int64: holds(value.integer, Int(self.value)) || isOrdered(asDoubles: value)
        case .double, .float: isOrdered(asDoubles: value)
        case .map: value[self.value] != nil
        case .message: value.object?[self.value] != nil
        default: accepts(text: value.string ?? value.text)
        }
    }

    private func isOrdered(asDoubles value: JSONValue) -> Bool {
        guard Int(self.value) == nil || value.integer == nil else { return false }
        return holds(Double(value.string ?? value.text), Double(self.value))
    }

    private func accepts(text: String) -> Bool {
        switch operation {
        case .equal where value.contains("*"): text.matches(wildcards: value)
        case .notEqual where value.contains("*"): !text.matches(wildcards: value)
        case .has: text.lowercased().contains(value.lowercased())
        default: holds(text, value)
        }
    }

    private func holds<Value: Comparable>(_ left: Value?, _ right: Value?) -> Bool {
        guard let left, let right else { return false }
        switch operation {
        case .equal, .has: return left == right
        case .notEqual: return left != right
        case .less: return left < right
        case .lessOrEqual: return left <= right
        case .greater: return left > right
        case .greaterOrEqual: return left >= right
        }
    }
}

extension String {
    /// Whether the text matches the pattern, in which `*` matches any text.
    func matches(wildcards pattern: String) -> Bool {
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard let first = parts.first, let last = parts.last, parts.count > 1 else {
            return self == pattern
        }
        guard hasPrefix(first), count >= first.count + last.count, hasSuffix(last) else {
            return false
        }
        var rest = dropFirst(first.count).dropLast(last.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let range = rest.firstRange(of: part) else { return false }
            rest = rest[range.upperBound...]
        }
        return true
    }
}
