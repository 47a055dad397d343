import TuneQLJSON

extension TemplateFilters {
    /// Those of lists and objects.
    static let lists: [String: Filter] = [
        "length": count, "count": count,
        "join": { call throws(TemplateFailure) in
            let separator = call.argument(0, "d").map(call.text) ?? ""
            return .string(try call.members(at: 1).map(call.text).joined(separator: separator))
        },
        "first": { call throws(TemplateFailure) in
            try call.elements().first.map { .json($0) } ?? .undefined("the first element")
        },
        "last": { call throws(TemplateFailure) in
            try call.elements().last.map { .json($0) } ?? .undefined("the last element")
        },
        "list": { call throws(TemplateFailure) in .json(.array(try call.elements())) },
        "reverse": { call throws(TemplateFailure) in
            let elements = try call.elements()
            if call.value.string != nil {
                return .string(elements.reversed().compactMap(\.string).joined())
            }
            return .json(.array(elements.reversed()))
        },
        "unique": { call throws(TemplateFailure) in
            var kept: [JSONValue] = []
            for element in try call.elements() where !kept.contains(where: { same($0, element) }) {
                kept.append(element)
            }
            return .json(.array(kept))
        },
        "items": { call throws(TemplateFailure) in
            if call.value.isUndefined { return .json([]) }
            guard case .json(.object(let object)) = call.value else {
                throw TemplateFailure("items takes an object, not \(call.value.kind)")
            }
            return .json(.array(object.members.map { [.string($0.name), $0.value] }))
        },
        "dictsort": { call throws(TemplateFailure) in
            guard case .json(.object(let object)) = call.value else {
                throw TemplateFailure("dictsort takes an object, not \(call.value.kind)")
            }
            let members = object.members.sorted { $0.name.lowercased() < $1.name.lowercased() }
            return .json(.array(members.map { [.string($0.name), $0.value] }))
        },
        "sort": sort, "map": map,
        "min": { call throws(TemplateFailure) in
            try sorted(call.members(at: 1), false).first ?? .undefined("the least element")
        },
        "max": { call throws(TemplateFailure) in
            try sorted(call.members(at: 1), false).last ?? .undefined("the greatest element")
        },
        "sum": { call throws(TemplateFailure) in
            var sum = TemplateNumber.integer(0)
            for member in try call.members(at: 0) {
                guard let number = member.number else {
                    throw TemplateFailure("sum takes numbers, not \(member.kind)")
                }
                sum = added(sum, number)
            }
            return sum.value
        },
        "selectattr": { call throws(TemplateFailure) in try chosen(call, wanted: true) },
        "rejectattr": { call throws(TemplateFailure) in try chosen(call, wanted: false) },
    ]

    private static let count: Filter = { call throws(TemplateFailure) in
        .integer(try call.elements().count)
    }

    /// Whether two elements are the same, texts without regard to case.
    private static func same(_ one: JSONValue, _ other: JSONValue) -> Bool {
        if let first = one.string, let second = other.string {
            return first.lowercased() == second.lowercased()
        }
        return TemplateValue.json(one).equals(.json(other))
    }

    private static func added(_ one: TemplateNumber, _ other: TemplateNumber) -> TemplateNumber {
        if case .integer(let first) = one, case .integer(let second) = other {
            let (sum, overflows) = first.addingReportingOverflow(second)
            if !overflows { return .integer(sum) }
        }
        return .real(one.double + other.double)
    }

    private static let sort: Filter = { call throws(TemplateFailure) in
        let isReversed = call.argument(0, "reverse")?.isTrue ?? false
        let hasCase = call.argument(1, "case_sensitive")?.isTrue ?? false
        let elements = try call.elements().map { TemplateValue.json($0) }
        var keyed = zip(try call.members(at: 2), elements).map { ($0, $1) }
        var failure: TemplateFailure?
        keyed = stable(keyed) { one, other in
            do throws(TemplateFailure) {
                return try folded(one, hasCase).isLess(than: folded(other, hasCase))
            } catch {
                failure = failure ?? error
                return false
            }
        }
        if let failure { throw failure }
        let result = keyed.map { $0.1.json }
        return .json(.array(isReversed ? result.reversed() : result))
    }

    private static func folded(_ value: TemplateValue, _ hasCase: Bool) -> TemplateValue {
        guard !hasCase, let text = value.string else { return value }
        return .string(text.lowercased())
    }

    /// Sorted by key; what is equal keeps its order.
    private static func stable(
        _ elements: [(TemplateValue, TemplateValue)],
        _ isLess: (TemplateValue, TemplateValue) -> Bool
    ) -> [(TemplateValue, TemplateValue)] {
        elements.enumerated().sorted { one, other in
            if isLess(one.element.0, other.element.0) { return true }
            if isLess(other.element.0, one.element.0) { return false }
            return one.offset < other.offset
        }.map(\.element)
    }

    private static func sorted(
        _ values: [TemplateValue],
        _ hasCase: Bool
    ) throws(TemplateFailure) -> [TemplateValue] {
        var result = values
        for index in result.indices.dropFirst() {
            var place = index
            while place > 0,
                try folded(result[place], hasCase).isLess(than: folded(result[place - 1], hasCase))
            {
                result.swapAt(place, place - 1)
                place -= 1
            }
        }
        return result
    }

    /// `map(attribute='name')`, or `map('upper')` with the name of a filter.
    private static let map: Filter = { call throws(TemplateFailure) in
        if let path = call.named["attribute"] {
            let fallback = call.named["default"]?.json
            let members = try call.elements().map { element in
                let value = FilterCall.attribute(PlainText.text(of: path), of: element)
                return value.isUndefined ? fallback ?? .null : value.json
            }
            return .json(.array(members))
        }
        guard let name = call.arguments.first?.string, let filter = all[name] else {
            throw TemplateFailure("map takes the name of a filter, or attribute=")
        }
        var results: [JSONValue] = []
        for element in try call.elements() {
            var inner = call
            inner.name = name
            inner.value = .json(element)
            inner.arguments.removeFirst()
            results.append(try filter(inner).json)
        }
        return .json(.array(results))
    }

    /// The elements of which a member passes, or does not pass, a test.
    private static func chosen(
        _ call: FilterCall,
        wanted: Bool
    ) throws(TemplateFailure) -> TemplateValue {
        guard let path = call.arguments.first?.string else {
            throw TemplateFailure("\(call.name) takes the name of a member")
        }
        let test = call.arguments.dropFirst().first?.string
        guard test == nil || TemplateTests.all[test ?? ""] != nil else {
            throw TemplateFailure("there is no test \(test ?? "")")
        }
        var kept: [JSONValue] = []
        for element in try call.elements() {
            var inner = call
            inner.value = FilterCall.attribute(path, of: element)
            inner.arguments = Array(call.arguments.dropFirst(2))
            let passes =
                try test.flatMap { TemplateTests.all[$0] }.map {
                    (test) throws(TemplateFailure) in try test(inner).isTrue
                } ?? inner.value.isTrue
            if passes == wanted { kept.append(element) }
        }
        return .json(.array(kept))
    }
}
