package import TuneQLCatalog
import TuneQLSyntax

extension AnalysisError {
    /// The error of a resource that is read without parameters that its methods need.
    ///
    /// - Parameters:
    ///   - error: The missing parameters.
    ///   - resource: The resource.
    ///   - use: Its use in the statement; nil when a view reads it.
    ///   - isOuterJoin: Whether a RIGHT or FULL JOIN may keep conditions from the resource.
    package init(
        _ error: MissingParameters,
        of resource: Resource,
        at use: ResourceUse?,
        isOuterJoin: Bool
    ) {
        guard error.nearest != nil else {
            self.init(
                .unreadable,
                "\(resource.id) does not support SELECT",
                range: use?.reference.range,
                help: "SHOW METHODS IN \(resource.id) lists its methods"
            )
            return
        }
        let names = error.missing.joined(separator: ", ")
        let done = error.nearest?.isList == true ? "listed" : "read"
        let conditions = error.missing.map { "\($0) = '…'" }.joined(separator: " AND ")
        self.init(
            .missingParameter,
            "\(resource.name) cannot be \(done) without \(names)",
            range: use?.whereRange ?? use?.reference.range,
            help: isOuterJoin
                ? Self.outerJoinHelp
                : "add  \(use?.whereRange == nil ? "WHERE" : "AND") \(conditions)   "
                    + "(\(Self.needs(of: resource, first: error.nearest)))"
        )
        missing = Missing(parameters: error.missing, resource: resource.id)
    }

    private static let outerJoinHelp =
        "RIGHT and FULL JOIN keep rows that ON does not match: give the parameters in WHERE, or join "
        + "(SELECT … FROM … WHERE …) in place of the table"

    /// The needs of each method of SELECT: `list needs projectsId, locationsId; get also …`.
    private static func needs(
        of resource: Resource,
        first nearest: MissingParameters.Candidate?
    ) -> String {
        let methods = resource.methods(for: .select).sorted { first, second in
            let counts = [first, second].map(\.requiredParameters.count)
            if counts[0] != counts[1] { return counts[0] < counts[1] }
            return first.name == nearest?.name && second.name != nearest?.name
        }
        guard let first = methods.first else { return "it has no method for SELECT" }
        let base = first.requiredParameters
        let rest = methods.dropFirst().map { method in
            let more = method.requiredParameters.filter { !base.contains($0) }
            let isMore = Set(base).isSubset(of: method.requiredParameters)
            return isMore
                ? "\(method.name) also \(more.joined(separator: ", "))"
                : "\(method.name) needs \(method.requiredParameters.joined(separator: ", "))"
        }
        return (["\(first.name) needs \(base.joined(separator: ", "))"] + rest)
            .joined(separator: "; ")
    }
}
