import TuneQLAnalysis
import TuneQLCatalog
import TuneQLSyntax

/// EXPLAIN of statements that cannot be run, since parameters are missing.
extension Explainer {
    /// A step that says what is missing, with the advice of the error; nil for other errors.
    func missingStep(_ error: QueryError) throws(QueryError) -> ExplainedStep? {
        guard case .missing(let missing, let id) = error.detail,
            let resource = try state.resource(named: id.split(separator: ".").map(Identifier.init)),
            let method = try method(lacking: missing, of: resource)
        else { return nil }
        var step = ExplainedStep(method, of: resource, .exactly(0))
        step.missing = missing
        let uses = try statement.uses
        let use = uses.first { $0.resource.id == id }
        step.table = use?.reference.exposedName
        if method.verb == .select, use != nil {
            let terms = StatementConditions(of: run, uses).terms
            step.parameters = bound(
                of: method,
                terms.flatMap { $0.bindings[use?.reference.range.lowerBound ?? -1] ?? [] }
            )
        } else {
            step.table = nil
            step.parameters = parameters(of: method)
        }
        step.note = [error.message, error.help].compactMap { $0 }.joined(separator: "; ")
        return step
    }

    private func bound(
        of method: Method,
        _ bindings: [StatementConditions.Binding]
    ) -> String? {
        let texts = method.requiredParameters.compactMap { name in
            bindings.first { $0.parameter == name.lowercased() }.map { "\(name) \($0.text)" }
        }
        return texts.isEmpty ? nil : texts.joined(separator: " AND ")
    }

    /// The method of the error: of those that need what is missing, the one that needs least.
    private func method(
        lacking missing: [String],
        of resource: Resource
    ) throws(QueryError) -> Method? {
        let candidates: [Method]
        switch run.statement.kind {
        case .exec(let exec):
            candidates = try state.methods(named: exec.path).1
        case .insert(let insert) where insert.target.path.count > 1:
            let verb: Verb = insert.isReplacement ? .replace : .insert
            candidates = resource.methods(for: verb) + resource.methods(for: .select)
        case .local(let local) where local.verb.changesRows:
            let verb: Verb = local.verb == .update ? .update : .delete
            candidates = resource.methods(for: verb) + resource.methods(for: .select)
        default: candidates = resource.methods(for: .select)
        }
        return candidates.filter { Set($0.requiredParameters).isSuperset(of: missing) }
            .min { $0.requiredParameters.count < $1.requiredParameters.count }
    }
}

extension Identifier {
    fileprivate init(_ text: Substring) {
        self.init(text: String(text), range: 0..<0)
    }
}
