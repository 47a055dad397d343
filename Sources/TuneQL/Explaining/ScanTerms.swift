import TuneQLAnalysis
import TuneQLCatalog
import TuneQLScan
import TuneQLSyntax

/// The terms of a statement's conditions, by the scans of its plan.
///
/// A term either gives a scan one of its parameters, or is checked on the rows here.
struct ScanTerms {
    let plan: QueryPlan
    private let conditions: StatementConditions
    /// The text position of the resource that each line of the plan scans; none for lines of views.
    private let uses: [Int: Int]
    /// The terms that give scans their parameters.
    private var pushed: Set<Int> = []

    init(_ plan: QueryPlan, _ conditions: StatementConditions, _ uses: [ResourceUse]) {
        self.plan = plan
        self.conditions = conditions
        self.uses = Self.uses(of: plan, uses, conditions)
        for node in plan.nodes.indices {
            for (index, _) in bound(toNode: node) { pushed.insert(index) }
        }
    }

    /// Whether a term on the parameters of calls is checked on the rows here.
    var filtersParameters: Bool {
        conditions.terms.indices.contains {
            conditions.terms[$0].readsParameter && !pushed.contains($0)
        }
    }

    /// The terms that give a scan its parameters; constants are preferred to other tables' columns.
    func bindings(ofNode node: Int) -> [StatementConditions.Binding] {
        bound(toNode: node).map(\.binding)
    }

    /// The texts of the terms checked on the rows of some scans, as one condition for each.
    func filter(ofNodes nodes: [Int]) -> String? {
        var seen: Set<String> = []
        let filters = nodes.map { local(toNode: $0).joined(separator: " AND ") }
            .filter { !$0.isEmpty && seen.insert($0).inserted }
        return filters.isEmpty ? nil : filters.joined(separator: "; ")
    }

    // MARK: Parameters

    private func bound(
        toNode node: Int
    ) -> [(index: Int, binding: StatementConditions.Binding)] {
        guard let scan = plan.nodes[node].scan else { return [] }
        let use = uses[node] ?? -1
        let outer = plan.outerTables(of: node)
        return scan.plan.arguments.compactMap { argument in
            let name: String
            switch argument {
            case .parameter(let parameter): name = parameter.lowercased()
            case .rowName: name = ":name"
            case .limit, .offset, .check: return nil
            }
            var found: [(index: Int, binding: StatementConditions.Binding)] = []
            for (index, term) in conditions.terms.enumerated() {
                for binding in term.bindings[use] ?? [] where binding.parameter == name {
                    found.append((index, binding))
                }
            }
            return found.first { $0.binding.sources.isEmpty }
                ?? found.first { $0.binding.sources.allSatisfy(outer.contains) } ?? found.first
        }
    }

    // MARK: Filters

    /// The terms checked on a line's rows: its table is the innermost of theirs.
    private func local(toNode node: Int) -> [String] {
        let use = uses[node]
        return conditions.terms.indices.filter { index in
            guard !pushed.contains(index) else { return false }
            let owners = conditions.terms[index].owners
            guard let use else { return owners.isEmpty && isInnermostUnnamed(node) }
            guard owners.contains(use) else { return false }
            return owners.allSatisfy { order(ofUse: $0) <= order(ofUse: use) }
        }.map {
            conditions.terms[$0].isAlternative
                ? "(\(conditions.terms[$0].text))" : conditions.terms[$0].text
        }
    }

    private func order(ofUse use: Int) -> Int {
        uses.filter { $0.value == use }.keys.min() ?? 0
    }

    /// Whether a scan is the innermost of those that the statement does not name itself.
    private func isInnermostUnnamed(_ node: Int) -> Bool {
        node == plan.nodes.indices.last { plan.nodes[$0].scan != nil && uses[$0] == nil }
    }

    // MARK: Positions

    /// Finds for each line of the plan the position where the statement names its table.
    private static func uses(
        of plan: QueryPlan,
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
    /// The parameters that the plan binds, in lower case.
    fileprivate var parameterNames: [String] {
        arguments.compactMap { argument in
            guard case .parameter(let name) = argument else { return nil }
            return name.lowercased()
        }
    }
}
