import TuneQLJSON

/// Merges the variables that a property names into its value.
struct StackMerge {
    let property: StackProperty

    /// The value with each variable's merged into it, in their order.
    func merged(
        _ base: JSONValue?,
        with variables: [String: JSONValue]
    ) throws(StackError) -> JSONValue {
        var result = try base.map { (value) throws(StackError) in try tree(of: value, "value") }
        for name in property.merge {
            guard let variable = variables[name] else {
                throw problem("\(property.name) merges \(name), which is not known")
            }
            let tree = try tree(of: variable, name)
            result =
                try result.map { (old) throws(StackError) in try merged(old, tree, name) } ?? tree
        }
        return result ?? .null
    }

    private func tree(of value: JSONValue, _ name: String) throws(StackError) -> JSONValue {
        switch value {
        case .object, .array: return value
        case .string(let text):
            if let tree = try? JSONValue(parsing: text) {
                if tree.object != nil || tree.array != nil { return tree }
            }
        default: break
        }
        throw problem("\(property.name) merges \(name), which is neither an object nor a list")
    }

    /// Objects take the members of the later one; lists take what they do not have yet.
    private func merged(
        _ old: JSONValue,
        _ new: JSONValue,
        _ name: String
    ) throws(StackError) -> JSONValue {
        switch (old, new) {
        case (.object(var object), .object(let other)):
            for member in other.members { object[member.name] = member.value }
            return .object(object)
        case (.array(let elements), .array(let others)):
            var seen: Set<JSONValue> = []
            return .array((elements + others).filter { seen.insert($0).inserted })
        default:
            throw problem("\(property.name) merges \(name) into something of another kind")
        }
    }

    private func problem(_ message: String) -> StackError {
        StackError(.stack, message, line: property.line)
    }
}
