import TuneQLAnalysis
import TuneQLCalls
import TuneQLCatalog
import TuneQLScan
import TuneQLSyntax

/// The steps of a query, from SQLite's plan, the predicted calls and the statement's terms.
struct ReadingForecast {
    let calls: PredictedCalls
    let terms: ScanTerms
    /// The resources that scans may read, by their names.
    let resources: [String: Resource]
    let limits: ReadingLimits
    /// Nil when nothing is kept between statements.
    let caching: Caching?

    private var plan: QueryPlan { terms.plan }

    var steps: [ExplainedStep] {
        let started = knownSteps(calls.started, areStarted: true)
        let possible = knownSteps(calls.possible, areStarted: false)
        let known = calls.places
        return started + possible
            + plan.places.filter { !known.contains($0) }.compactMap(dependentStep)
    }

    // MARK: Calls that are known

    private func knownSteps(
        _ scans: [StatementContext.ExplainedCall],
        areStarted: Bool
    ) -> [ExplainedStep] {
        // Calls that are made only for rows may follow any subquery.
        var seenSubqueries = areStarted ? [] : plan.subqueries
        return scans.flatMap { scan in
            let nodes = plan.nodes.indices.filter { node in
                plan.nodes[node].place.map(scan.places.contains) ?? false
            }
            let around = Set(nodes.flatMap { plan.subqueries(around: $0) })
            let isGuarded = !seenSubqueries.isSubset(of: around)
            seenSubqueries.formUnion(around)
            let expected: ExplainedStep.Expectation =
                isGuarded
                ? .unknown("as the rows of a subquery decide")
                : areStarted ? startedCalls(of: scan, nodes) : possibleCalls(nodes)
            return scan.calls.map { call in
                var step = described(ExplainedStep(call, of: scan.resource), nodes)
                step.calls = expected
                step.pages = limits.pages(
                    of: call.method,
                    stopsEarly: scan.places.contains(where: \.hasLimit)
                )
                step.predict(caching?.prospect(of: call) ?? .off)
                return step
            }
        }
    }

    /// How often a scan that starts without any rows makes each of its calls.
    private func startedCalls(
        of scan: StatementContext.ExplainedCall,
        _ nodes: [Int]
    ) -> ExplainedStep.Expectation {
        if nodes.isEmpty || nodes.contains(where: { plan.isInsideMadeRows($0) }) {
            let names = nodes.first.map { plan.outerTables(of: $0) } ?? []
            return .unknown("one for each row of \(names.last ?? "a subquery")")
        }
        let isFirst = scan.key == calls.started.first?.key
        let isAlone = scan.key.calls.count == 1
        if limits.mayStopEarly, !isFirst || !isAlone {
            return .perhaps(1, "unless the LIMIT is reached first")
        }
        let isLeftEarly = nodes.contains { node in
            plan.subqueries(around: node).contains { plan.nodes[$0].isLeftEarly }
        }
        return isLeftEarly && !isAlone
            ? .perhaps(1, "unless a row of another call suffices") : .exactly(1)
    }

    /// How often a scan that starts for rows, whatever their values, makes each of its calls.
    ///
    /// Parameters that are computed from rows may have other values than those seen.
    private func possibleCalls(_ nodes: [Int]) -> ExplainedStep.Expectation {
        let names = nodes.first.map { plan.outerTables(of: $0) } ?? []
        let isComputed = nodes.contains { node in
            terms.bindings(ofNode: node).contains { !$0.isPlain }
        }
        // A filter may drop the made-up rows of one call, and keep real ones.
        guard !isComputed, !terms.filtersParameters, !names.isEmpty else {
            return .unknown("one for each row of \(names.last ?? "a subquery")")
        }
        let verb = names.count == 1 ? "has" : "have"
        return .perhaps(1, "only if \(names.joined(separator: ", ")) \(verb) matching rows")
    }

    // MARK: Calls that depend on rows

    private func dependentStep(_ place: ScanPlace) -> ExplainedStep? {
        guard let node = plan.nodes(at: place).first, let resource = resources[place.resource],
            let method = resource.method(distinctlyNamed: ScanPlan(text: place.plan).method)
        else { return nil }
        let reason =
            calls.lookUps.contains(place)
            ? "looked up in the rows of \(plan.outerTables(of: node).last ?? "a list")"
            : self.reason(toCallNothingAt: place, node)
        var step = described(
            ExplainedStep(method, of: resource, reason == nil ? number(ofNode: node) : .exactly(0)),
            plan.nodes(at: place)
        )
        step.note = reason
        step.predict(caching?.prospect(of: nil) ?? .off)
        if reason == nil {
            let isOne = !method.isPaged || limits.maximumPages == 1
            step.pages = isOne ? .exactly(1) : .until("the last page")
        }
        let bound = Dictionary(
            terms.bindings(ofNode: node).map { ($0.parameter, $0.text) }
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

    /// The reason that nothing is called, whatever the responses; nil when something may be.
    private func reason(toCallNothingAt place: ScanPlace, _ node: Int) -> String? {
        // Rows of other scans could have values that no made-up row had.
        guard plan.places.count == 1, !calls.called.contains(place) else { return nil }
        if calls.idle.contains(place) { return "a parameter is NULL" }
        return "no local row needs it"
    }

    /// How often a scan starts, in words.
    private func number(ofNode node: Int) -> ExplainedStep.Expectation {
        let outer = plan.outerTables(of: node)
        let bound = terms.bindings(ofNode: node)
        var sources: [String] = []
        for source in bound.flatMap(\.sources) where !sources.contains(source) {
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

    /// A step with the table's name and the filter that is checked here.
    private func described(_ step: ExplainedStep, _ nodes: [Int]) -> ExplainedStep {
        var step = step
        step.table = nodes.first.flatMap { plan.nodes[$0].scan?.table }
        step.filter = terms.filter(ofNodes: nodes)
        return step
    }
}
