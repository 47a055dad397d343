package import TuneQLJSON

/// The variables of a stack, in the order of their precedence.
package struct StackVariables: Sendable {
    package let stackName: String
    package let environment: String
    /// From the command line and `.env`, which only the globals' own templates see.
    private let given: [String: JSONValue]
    private(set) var globals: [String: JSONValue] = [:]
    /// The columns that resources so far exported.
    private(set) var exports: [String: JSONValue] = [:]

    package init(stackName: String, environment: String, given: [String: String] = [:]) {
        self.stackName = stackName
        self.environment = environment
        self.given = given.mapValues { .string($0) }
    }

    /// What a query outside of any resource sees: a later source replaces an earlier one.
    package var common: [String: JSONValue] {
        var all = globals
        for (name, value) in exports { all[name] = value }
        return own(all)
    }

    /// The name of the stack and of the environment, which nothing changes.
    private func own(_ variables: [String: JSONValue]) -> [String: JSONValue] {
        var all = variables
        all["stack_name"] = .string(stackName)
        all["stack_env"] = .string(environment)
        return all
    }

    /// Reads the globals, top to bottom.
    package mutating func read(globals properties: [StackProperty]) throws(StackError) {
        for property in properties {
            let seen = own(given.merging(globals) { $1 })
            guard let value = try value(of: property, seen), !StackValue.isEmpty(value) else {
                throw StackError(
                    .stack,
                    "the global \(property.name) has no value",
                    help: "give one with -e NAME=value, if its template reads that",
                    line: property.line
                )
            }
            globals[property.name] = value
        }
    }

    /// What the queries of a resource see.
    ///
    /// - Throws: ``StackError`` for a property without a value for the environment.
    package func variables(of resource: StackResource) throws(StackError) -> [String: JSONValue] {
        var all = common
        for property in resource.properties {
            guard let value = try value(of: property, all) else { continue }
            all[property.name] = value
        }
        return own(all)
    }

    /// Keeps what a resource exported.
    package mutating func export(_ value: JSONValue, as name: String) {
        exports[name] = StackValue.variable(value)
    }

    /// The value of a property; nil for one that has none.
    private func value(
        of property: StackProperty,
        _ variables: [String: JSONValue]
    ) throws(StackError) -> JSONValue? {
        var base = property.value
        if base == nil, let values = property.values {
            guard let value = values[environment]?["value"] else {
                throw StackError(
                    .stack,
                    "\(property.name) has no value for the environment \(environment)",
                    help: "its values are for \(values.names.joined(separator: ", "))",
                    line: property.line
                )
            }
            base = value
        }
        base = try base.map { (value) throws(StackError) in
            try rendered(value, property, variables)
        }
        guard !property.merge.isEmpty else { return base.map(StackValue.variable) }
        let merged = try StackMerge(property: property).merged(base, with: variables)
        return StackValue.variable(merged)
    }

    /// The value with the templates of all texts inside of it filled in.
    private func rendered(
        _ value: JSONValue,
        _ property: StackProperty,
        _ variables: [String: JSONValue]
    ) throws(StackError) -> JSONValue {
        switch value {
        case .string(let text):
            return .string(try StackTemplate(text, line: property.line).text(variables))
        case .array(let elements):
            return .array(
                try elements.map { (element) throws(StackError) in
                    try rendered(element, property, variables)
                }
            )
        case .object(let object):
            var members = JSONObject()
            for member in object.members {
                members[member.name] = try rendered(member.value, property, variables)
            }
            return .object(members)
        default: return value
        }
    }
}
