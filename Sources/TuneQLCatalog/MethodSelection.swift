/// The method that a statement calls.
package struct MethodSelection: Sendable, Hashable {
    package var method: Method
    /// The required parameters that only the row's name binds; see ``NameTemplate``.
    package var parametersFromName: [String]
    /// The bound parameters of the method, required and optional, as the document spells them.
    package var arguments: [String]
}

/// A statement that binds too few parameters for any method of its verb.
package struct MissingParameters: Error, Sendable, Hashable {
    package struct Candidate: Sendable, Hashable {
        package var name: String
        package var required: [String]
        /// Whether it returns a list of rows.
        package var isList: Bool
    }

    /// The full name: `google.aiplatform.tuning_jobs`.
    package var resource: String
    package var verb: Verb
    /// The methods of the verb; empty when the resource does not support it.
    package var candidates: [Candidate]
    /// The candidate that lacks the fewest parameters.
    package var nearest: Candidate?
    /// The required parameters that the nearest candidate lacks.
    package var missing: [String]

    /// Tells the needs of each candidate, beginning with the nearest.
    ///
    /// - Parameter others: Parameters that are not mentioned.
    /// - Returns: A text such as `patch needs project, zone; update needs project`.
    package func needs(except others: [String] = []) -> String {
        let rest = candidates.filter { $0 != nearest }
        return ([nearest].compactMap(\.self) + rest).map { candidate in
            let names = candidate.required.filter { !others.contains($0) }
            return
                "\(candidate.name) needs \(names.isEmpty ? "nothing" : names.joined(separator: ", "))"
        }.joined(separator: "; ")
    }
}

extension Resource {
    /// Chooses the most specific method that `bound` satisfies.
    ///
    /// The name column binds all path parameters that its values contain. The method with the
    /// most required parameters wins; ties are resolved by document order.
    ///
    /// - Parameters:
    ///   - verb: The statement's verb.
    ///   - bound: The names that the statement equates to a value, in any case.
    /// - Returns: The method, and the sources of its parameters.
    /// - Throws: ``MissingParameters`` when no method of `verb` is satisfied.
    package func selection(
        for verb: Verb,
        bound: some Sequence<String>
    ) throws(MissingParameters) -> MethodSelection {
        let direct = Set(bound.map { $0.lowercased() })
        let named = direct.union(parametersFromName(bound: direct))
        let satisfied = methods(for: verb).filter { $0.isSatisfied(by: named) }
        guard let first = satisfied.mostSpecific else {
            throw missingParameters(of: methods(for: verb), for: verb, bound: named)
        }
        let takers = verb == .select ? takers(of: direct, insteadOf: first) : []
        guard let best = takers.isEmpty ? first : satisfied.filter(takers.contains).mostSpecific
        else {
            throw missingParameters(of: takers, for: verb, bound: named)
        }
        return MethodSelection(
            method: best,
            parametersFromName: best.requiredParameters.filter {
                !direct.contains($0.lowercased())
            },
            arguments: best.parameters.map(\.name).filter { named.contains($0.lowercased()) }
        )
    }

    /// Checks that `bound` satisfies the method that EXEC names.
    ///
    /// - Throws: ``MissingParameters`` with this method as its only candidate.
    package func selection(
        of method: Method,
        bound: some Sequence<String>
    ) throws(MissingParameters) -> MethodSelection {
        var resource = self
        resource.methods = [method]
        return try resource.selection(for: method.verb, bound: bound)
    }

    /// The path parameters contained in a value of the name column, in lower case.
    private func parametersFromName(bound: Set<String>) -> [String] {
        guard let nameColumn, bound.contains(nameColumn.lowercased()) else { return [] }
        return nameTemplate.map { NameTemplate($0).parameters.map { $0.lowercased() } } ?? []
    }

    /// The methods that take most of the parameters that a method does not take; none if it does.
    ///
    /// A parameter that is not sent is NULL in all rows, and a condition on it never holds. That
    /// does not concern those that are also columns, or a part of the rows' names.
    private func takers(of bound: Set<String>, insteadOf method: Method) -> [Method] {
        let untaken = bound.filter { !method.takes($0) }
        guard !untaken.isEmpty else { return [] }
        let known = Set(unspelledParameters.map { $0.name.lowercased() })
        let names = bound.intersection(known)
        guard !untaken.isDisjoint(with: known) else { return [] }
        let selects = methods(for: .select)
        let counts = selects.map { method in names.count { method.takes($0) } }
        let most = counts.max() ?? 0
        guard most > names.count(where: method.takes) else { return [] }
        return zip(selects, counts).filter { $0.1 == most }.map(\.0)
    }

    private func missingParameters(
        of methods: [Method],
        for verb: Verb,
        bound: Set<String>
    ) -> MissingParameters {
        let candidates = methods.map {
            MissingParameters.Candidate(
                name: $0.name,
                required: $0.requiredParameters,
                isList: $0.rows.isList
            )
        }
        func missing(_ candidate: MissingParameters.Candidate) -> [String] {
            candidate.required.filter { !bound.contains($0.lowercased()) }
        }
        let nearest = candidates.min { first, second in
            let counts = [first, second].map { missing($0).count }
            if counts[0] != counts[1] { return counts[0] < counts[1] }
            if first.isList != second.isList { return first.isList }
            return first.required.count < second.required.count
        }
        return MissingParameters(
            resource: id,
            verb: verb,
            candidates: candidates,
            nearest: nearest,
            missing: nearest.map(missing) ?? []
        )
    }
}

extension Method {
    /// Whether it has a parameter of this name, which is in lower case.
    fileprivate func takes(_ name: String) -> Bool {
        parameters.contains { $0.name.lowercased() == name }
    }

    /// Whether values for these names, in lower case, are all that it needs.
    func isSatisfied(by names: Set<String>) -> Bool {
        parameters.allSatisfy { !$0.isAskedFor || names.contains($0.name.lowercased()) }
    }
}

extension [Method] {
    /// The first method with the most required parameters.
    var mostSpecific: Method? {
        guard let most = map(\.requiredParameters.count).max() else { return nil }
        return first { $0.requiredParameters.count == most }
    }
}
