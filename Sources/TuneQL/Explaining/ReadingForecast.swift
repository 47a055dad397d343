import TuneQLCalls
import TuneQLCatalog
import TuneQLSyntax

/// The steps of a query, put together from SQLite's plan, the noted calls and the statement's terms.
struct ReadingForecast {
    let plan: QueryPlan
    let foretelling: Foretelling
    let conditions: StatementConditions
    let uses: [ResourceUse]
    /// The resources that scans may be of, by their names.
    let resources: [String: Resource]
    /// Whether a LIMIT may end the statement before all its calls are made.
    let mayStopEarly: Bool
    let maximumPages: Int?
    /// Nil when nothing is kept between statements.
    let caching: Caching?

    /// The resource's place in the text for each line of the plan that scans one; nil for those of views.
    private let usesOfNodes: [Int: Int]
    /// The terms that parameters were made of.
    private var pushed: Set<Int> = []

    init(
        plan: QueryPlan,
        foretelling: Foretelling,
        conditions: StatementConditions,
        uses: [ResourceUse],
        resources: [String: Resource],
        mayStopEarly: Bool,
        maximumPages: Int?,
        caching: Caching?
    ) {
        self.plan = plan
        self.foretelling = foretelling
        self.conditions = conditions
        self.uses = uses
        self.resources = resources
        self.mayStopEarly = mayStopEarly
        self.maximumPages = maximumPages
        self.caching = caching
        usesOfNodes = Self.usesOfNodes(plan, uses, conditions)
        for node in plan.nodes.indices {
            for (index, _) in boundTerms(ofNode: node) { pushed.insert(index) }
        }
    }

    var steps: [ExplainedStep] {
        let started = knownSteps(foretelling.started, areStarted: true)
        let possible = knownSteps(foretelling.possible, areStarted: false)
        let known = foretelling.places
        return started + possible
            + plan.places.filter { !known.contains($0) }.compactMap(dependentStep)
    }

    // MARK: Calls that are known

    private func knownSteps(
        _ scans: [StatementContext.NotedCall],
        areStarted: Bool
    ) -> [ExplainedStep] {
        // What only rows lead to may come behind any subquery.
        var seenSubqueries = areStarted ? [] : plan.subqueries
        return scans.flatMap { scan in
            let nodes = plan.nodes.indices.filter { node in
                plan.nodes[node].place.map(scan.places.contains) ?? false
            }
            let around = Set(nodes.flatMap { plan.subqueries(around: $0) })
            let isGuarded = !seenSubqueries.isSubset(of: around)
            seenSubqueries.formUnion(around)
            let calls =
                isGuarded
                ? .unknown("as the rows of a subquery decide")
                : areStarted ? startedCalls(of: scan, nodes) : possibleCalls(nodes)
            return scan.calls.map { call in
                var step = described(ExplainedStep(call, of: scan.resource), nodes)
                step.calls = calls
                step.pages = pages(of: call, scan.places)
                step.foretell(caching?.prospect(of: call) ?? .off)
                return step
            }
        }
    }

    /// How often each call of a scan is made that starts without any rows.
    private func startedCalls(
        of scan: StatementContext.NotedCall,
        _ nodes: [Int]
    ) -> ExplainedStep.Expectation {
        if nodes.isEmpty || nodes.contains(where: { plan.isInsideMadeRows($0) }) {
            let names = nodes.first.map { plan.outerTables(of: $0) } ?? []
            return .unknown("one for each row of \(names.last ?? "a subquery")")
        }
        let isFirst = scan.key == foretelling.started.first?.key
        let isAlone = scan.key.calls.count == 1
        if mayStopEarly, !isFirst || !isAlone {
            return .perhaps(1, "unless the LIMIT is reached before")
        }
        let isLeftEarly = nodes.contains { node in
            plan.subqueries(around: node).contains { plan.nodes[$0].isLeftEarly }
        }
        return isLeftEarly && !isAlone
            ? .perhaps(1, "unless a row of another call suffices") : .exactly(1)
    }

    /// How often each call of a scan is made that rows lead to, whatever is in them.
    ///
    /// Values that are computed from those may take others than were seen.
    private func possibleCalls(_ nodes: [Int]) -> ExplainedStep.Expectation {
        let names = nodes.first.map { plan.outerTables(of: $0) } ?? []
        let isComputed = nodes.contains { node in
            boundTerms(ofNode: node).contains { !$0.1.isPlain }
        }
        // A filter may drop the made-up rows of one call, and keep real ones.
        let isFiltered = conditions.terms.indices.contains {
            conditions.terms[$0].readsParameter && !pushed.contains($0)
        }
        guard !isComputed, !isFiltered, !names.isEmpty else {
            return .unknown("one for each row of \(names.last ?? "a subquery")")
        }
        let verb = names.count == 1 ? "has" : "have"
        return .perhaps(1, "only if \(names.joined(separator: ", ")) \(verb) matching rows")
    }

    private func pages(of call: MethodCall, _ places: Set<ScanPlace>) -> ExplainedStep.Pages {
        guard call.method.isPaged, maximumPages != 1 else { return .exactly(1) }
        let end = maximumPages.map { "the last page, \($0) at most" } ?? "the last page"
        return .until(
            mayStopEarly || places.contains(where: \.hasLimit) ? "\(end), or the LIMIT" : end
        )
    }

    // MARK: Calls that depend on rows

    private func dependentStep(_ place: ScanPlace) -> ExplainedStep? {
        guard let node = plan.nodes(at: place).first, let resource = resources[place.resource],
            let method = resource.methods.first(where: {
                $0.name == ScanPlan(text: place.plan).method
            })
        else { return nil }
        let reason =
            foretelling.lookUps.contains(place)
            ? "looked up in the rows of \(plan.outerTables(of: node).last ?? "a list")"
            : self.reason(toCallNothingAt: place, node)
        var step = described(
            ExplainedStep(method, of: resource, reason == nil ? number(ofNode: node) : .exactly(0)),
            plan.nodes(at: place)
        )
        step.note = reason
        step.foretell(caching?.prospect(of: nil) ?? .off)
        if reason == nil {
            let isOne = !method.isPaged || maximumPages == 1
            step.pages = isOne ? .exactly(1) : .until("the last page")
        }
        let bound = Dictionary(
            boundTerms(ofNode: node).map { ($0.1.parameter, $0.1.text) }
        ) { first, _ in first }
        step.parameters =
            ScanPlan(text: place.plan).arguments.compactMap { argument in
                switch argument {
                case .parameter(let name): "\(name) \(bound[name.lowercased()] ?? "= …")"
                case .rowName: "\(resource.nameColumn ?? "name") \(bound[":name"] ?? "= …")"
                case .limit, .offset, .check: nil
                }
            }.joined(separator: " AND ")
        return step
    }

    /// Why nothing is called whatever the services answer; nil when something may be.
    private func reason(toCallNothingAt place: ScanPlace, _ node: Int) -> String? {
        // Rows of other scans could give what no row that was made up gave.
        guard plan.places.count == 1, !foretelling.called.contains(place) else { return nil }
        if foretelling.idle.contains(place) { return "a parameter is NULL" }
        return "no local row needs it"
    }

    /// What decides how often a scan starts.
    private func number(ofNode node: Int) -> ExplainedStep.Expectation {
        let outer = plan.outerTables(of: node)
        let bound = boundTerms(ofNode: node)
        var sources: [String] = []
        for source in bound.flatMap(\.1.sources) where !sources.contains(source) {
            sources.append(source)
        }
        let arguments = plan.nodes[node].scan?.plan.arguments.filter(ScanPlan.choosesCalls)
        if sources.isEmpty, !bound.isEmpty, bound.count >= arguments?.count ?? 0 {
            let names = outer.joined(separator: ", ")
            return .unknown(
                outer.isEmpty
                    ? "one for each combination of its parameters"
                    : "one for each combination of its parameters, if \(names) "
                        + (outer.count == 1 ? "has" : "have") + " matching rows"
            )
        }
        let feeding = sources.isEmpty ? Array(outer.suffix(1)) : sources
        return .unknown(
            feeding.isEmpty
                ? "one for each row that gives its parameters"
                : "one for each row of \(feeding.joined(separator: ", "))"
        )
    }

    // MARK: Terms

    /// A step with the table's name and what is filtered here.
    private func described(_ step: ExplainedStep, _ nodes: [Int]) -> ExplainedStep {
        var step = step
        step.table = nodes.first.flatMap { plan.nodes[$0].scan?.table }
        var filters: [String] = []
        for node in nodes {
            let texts = localTerms(ofNode: node)
            if !texts.isEmpty { filters.append(texts.joined(separator: " AND ")) }
        }
        var seen: Set<String> = []
        filters = filters.filter { seen.insert($0).inserted }
        step.filter = filters.isEmpty ? nil : filters.joined(separator: "; ")
        return step
    }

    /// The terms that the innermost of their tables is checked for.
    private func localTerms(ofNode node: Int) -> [String] {
        let use = usesOfNodes[node]
        return conditions.terms.indices.filter { index in
            guard !pushed.contains(index) else { return false }
            let owners = conditions.terms[index].owners
            guard let use else { return owners.isEmpty && isLastForeign(node) }
            guard owners.contains(use) else { return false }
            return owners.allSatisfy { order(ofUse: $0) <= order(ofUse: use) }
        }.map {
            conditions.terms[$0].isAlternative
                ? "(\(conditions.terms[$0].text))" : conditions.terms[$0].text
        }
    }

    private func order(ofUse use: Int) -> Int {
        usesOfNodes.filter { $0.value == use }.keys.min() ?? 0
    }

    /// Whether a scan is the innermost of those that the statement does not name itself.
    private func isLastForeign(_ node: Int) -> Bool {
        node
            == plan.nodes.indices.last {
                plan.nodes[$0].scan != nil && usesOfNodes[$0] == nil
            }
    }

    /// The terms that give a scan its parameters; constants go before columns of other tables.
    private func boundTerms(ofNode node: Int) -> [(Int, StatementConditions.Binding)] {
        guard let scan = plan.nodes[node].scan else { return [] }
        let use = usesOfNodes[node] ?? -1
        let inner = plan.outerTables(of: node)
        return scan.plan.arguments.compactMap { argument in
            let name: String
            switch argument {
            case .parameter(let parameter): name = parameter.lowercased()
            case .rowName: name = ":name"
            case .limit, .offset, .check: return nil
            }
            var found: [(Int, StatementConditions.Binding)] = []
            for (index, term) in conditions.terms.enumerated() {
                for binding in term.bindings[use] ?? [] where binding.parameter == name {
                    found.append((index, binding))
                }
            }
            return found.first { $0.1.sources.isEmpty }
                ?? found.first { $0.1.sources.allSatisfy(inner.contains) } ?? found.first
        }
    }

    /// Finds for each line of the plan the place where the statement names its table.
    private static func usesOfNodes(
        _ plan: QueryPlan,
        _ uses: [ResourceUse],
        _ conditions: StatementConditions
    ) -> [Int: Int] {
        var found: [Int: Int] = [:]
        for node in plan.nodes.indices {
            guard let scan = plan.nodes[node].scan, let place = plan.nodes[node].place else {
                continue
            }
            let candidates = uses.filter {
                $0.resource.id == place.resource
                    && [$0.reference.exposedName, $0.resource.id].contains(scan.table)
            }.map(\.reference.range.lowerBound)
            let names = scan.plan.parameterNames
            func fit(_ use: Int) -> Int {
                let bound = conditions.terms.flatMap { $0.bindings[use] ?? [] }
                return names.count { name in bound.contains { $0.parameter == name } }
            }
            let free = candidates.filter { !found.values.contains($0) }
            let among = free.isEmpty ? candidates : free
            let best = among.map(fit).max()
            found[node] = among.first { fit($0) == best }
        }
        return found
    }
}

extension ScanPlan {
    /// The parameters that the plan binds, in small letters.
    fileprivate var parameterNames: [String] {
        arguments.compactMap { argument in
            guard case .parameter(let name) = argument else { return nil }
            return name.lowercased()
        }
    }
}

extension Method {
    /// Whether the answer comes in pages.
    var isPaged: Bool { pagination != nil && !itemsPath.isEmpty }
}
