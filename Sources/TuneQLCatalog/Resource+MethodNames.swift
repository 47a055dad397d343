import TuneQLText

extension Method {
    /// The name with that of the collection: `projects.locations.tuningJobs.operations.cancel`.
    ///
    /// It is the name alone where the collection is not known.
    package var fullName: String { collection.isEmpty ? name : "\(collection).\(name)" }
}

extension Resource {
    /// The methods of a name, in any case: their own, or the one with that of the collection.
    package func methods(named name: String) -> [Method] {
        let own = methods.filter { $0.name.isSameName(as: name) }
        return own.isEmpty ? methods.filter { $0.fullName.isSameName(as: name) } : own
    }

    /// The shortest name that leads to a method alone: its own, or that with its collection's.
    package func distinctName(of method: Method) -> String {
        methods.first { $0.name == method.name } == method ? method.name : method.fullName
    }

    /// The method that has a distinct name; nil when none has.
    package func method(distinctlyNamed name: String) -> Method? {
        methods.first { $0.name == name } ?? methods.first { $0.fullName == name }
    }

    /// Of methods of one name the most specific one that `bound` satisfies.
    ///
    /// - Parameters:
    ///   - candidates: The methods, in the order in which equal ones are preferred.
    ///   - bound: The names that the statement gives values for, in any case.
    /// - Returns: Where no method is satisfied, the one that lacks the fewest parameters; nil for
    ///   no candidates.
    package func method(
        among candidates: [Method],
        bound: some Sequence<String>
    ) -> Method? {
        guard candidates.count > 1 else { return candidates.first }
        let names = Set(bound.map { $0.lowercased() })
        if let best = candidates.filter({ $0.isSatisfied(by: names) }).mostSpecific { return best }
        func missing(_ method: Method) -> Int {
            method.requiredParameters.count { !names.contains($0.lowercased()) }
        }
        return candidates.min {
            (missing($0), $0.requiredParameters.count) < (missing($1), $1.requiredParameters.count)
        }
    }
}
