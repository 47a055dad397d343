import TuneQLJSON

extension TemplateValue {
    /// Whether two values are equal: numbers by value, objects without regard to order.
    func equals(_ other: TemplateValue) -> Bool {
        if isUndefined || other.isUndefined { return isUndefined && other.isUndefined }
        if let one = string, let two = other.string, one == two { return true }
        if let one = number, let two = other.number { return TemplateNumber.isEqual(one, two) }
        switch (json, other.json) {
        case (.array(let one), .array(let two)):
            return one.count == two.count
                && zip(one, two).allSatisfy { TemplateValue.json($0).equals(.json($1)) }
        case (.object(let one), .object(let two)):
            return one.members.count == two.members.count
                && one.members.allSatisfy { member in
                    two[member.name].map { TemplateValue.json(member.value).equals(.json($0)) }
                        ?? false
                }
        default: return json == other.json
        }
    }

    /// Whether the value is a part of this text, an element of this list or a name of this object.
    func contains(_ value: TemplateValue) throws(TemplateFailure) -> Bool {
        switch self {
        case .undefined: return false
        case .json(.array(let elements)):
            return elements.contains { TemplateValue.json($0).equals(value) }
        case .json(.object(let object)):
            return value.string.map { object[$0] != nil } ?? false
        default:
            guard let text = string else {
                throw TemplateFailure("\(kind) has no elements that `in` could look for")
            }
            guard let part = value.string else {
                throw TemplateFailure("\(value.kind) cannot be a part of a text")
            }
            return part.isEmpty || text.contains(part)
        }
    }

    /// Whether the value comes before another.
    func isLess(than other: TemplateValue) throws(TemplateFailure) -> Bool {
        if let one = number, let two = other.number { return TemplateNumber.isLess(one, two) }
        if let one = string, let two = other.string {
            return one.unicodeScalars.lexicographicallyPrecedes(two.unicodeScalars)
        }
        if let one = json.array, let two = other.json.array {
            for (first, second) in zip(one, two)
            where !TemplateValue.json(first).equals(.json(second)) {
                return try TemplateValue.json(first).isLess(than: .json(second))
            }
            return one.count < two.count
        }
        throw TemplateFailure("\(kind) and \(other.kind) have no order")
    }
}
