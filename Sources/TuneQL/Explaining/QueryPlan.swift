import TuneQLScan

/// SQLite's plan of a statement: the nesting of its scans.
struct QueryPlan {
    /// A line of EXPLAIN QUERY PLAN.
    struct Node {
        var id: Int64
        var parent: Int64
        var detail: String
        /// The scan, when it is of a resource.
        var scan: PlannedScan?
        var place: ScanPlace?
    }

    private(set) var nodes: [Node] = []

    mutating func append(_ node: Node) { nodes.append(node) }

    /// The lines of a scan.
    func nodes(at place: ScanPlace) -> [Int] { nodes.indices.filter { nodes[$0].place == place } }

    /// Every scan once, in the order of the plan.
    var places: [ScanPlace] {
        var seen: Set<ScanPlace> = []
        return nodes.compactMap(\.place).filter { seen.insert($0).inserted }
    }

    /// The tables of the loops around a line whose rows come from services, the outermost first.
    func outerTables(of index: Int) -> [String] {
        var seen: Set<String> = []
        return outerLoops(of: index).map { name(ofLoop: $0) }.filter { seen.insert($0).inserted }
    }

    /// Whether a line is in a loop over derived rows: one may exist without any source row.
    func isInsideMadeRows(_ index: Int) -> Bool {
        outerLoops(of: index).contains {
            nodes[$0].scan == nil && nodes[$0].detail != "MULTI-INDEX OR"
        }
    }

    private func outerLoops(of index: Int) -> [Int] {
        var loops: [Int] = []
        for level in [index] + ancestors(of: index) {
            loops =
                nodes[..<level].indices.filter {
                    nodes[$0].parent == nodes[level].parent && isLiveLoop($0)
                } + loops
        }
        return loops
    }

    /// The subqueries around a line, the innermost first.
    func subqueries(around index: Int) -> [Int] {
        ancestors(of: index).filter { nodes[$0].isSubquery }
    }

    /// All subqueries that scan a resource.
    var subqueries: Set<Int> {
        Set(nodes.indices.filter { nodes[$0].isSubquery && hasScan(inside: $0) })
    }

    /// Whether all rows are sorted before the first of them is returned.
    var sortsEverything: Bool {
        nodes.contains { node in
            node.parent == 0
                && ["ORDER", "GROUP"].contains { node.detail == "USE TEMP B-TREE FOR \($0) BY" }
        }
    }

    private func ancestors(of index: Int) -> [Int] {
        var found: [Int] = []
        var parent = nodes[index].parent
        while let next = nodes.firstIndex(where: { $0.id == parent }), !found.contains(next) {
            found.append(next)
            parent = nodes[next].parent
        }
        return found
    }

    /// Whether the number of iterations of a line depends on responses.
    private func isLiveLoop(_ index: Int) -> Bool {
        let node = nodes[index]
        guard node.isLoop else { return false }
        if node.scan != nil { return true }
        if node.detail == "MULTI-INDEX OR" { return hasScan(inside: index) }
        guard !node.detail.contains(" VIRTUAL TABLE ") else { return false }
        return nodes.indices.contains { nodes[$0].isMade && hasScan(inside: $0) }
    }

    private func hasScan(inside index: Int) -> Bool {
        nodes.indices.contains { nodes[$0].scan != nil && ancestors(of: $0).contains(index) }
    }

    /// The table of a loop: `SCAN l`, `SEARCH l USING …`.
    private func name(ofLoop index: Int) -> String {
        if let scan = nodes[index].scan { return scan.table }
        if nodes[index].detail == "MULTI-INDEX OR" {
            return nodes.indices.lazy.filter { ancestors(of: $0).contains(index) }
                .compactMap { nodes[$0].scan?.table }.first ?? ""
        }
        var words = nodes[index].detail.split(separator: " ").dropFirst()
        if let end = words.firstIndex(where: { ["USING", "LEFT-JOIN"].contains($0) }) {
            words = words[..<end]
        }
        return words.joined(separator: " ")
    }
}

extension QueryPlan.Node {
    fileprivate var isLoop: Bool {
        ["SCAN ", "SEARCH ", "MULTI-INDEX OR"].contains { detail.hasPrefix($0) }
    }

    /// Whether the line makes rows that its neighbour reads.
    fileprivate var isMade: Bool {
        ["MATERIALIZE ", "CO-ROUTINE "].contains { detail.hasPrefix($0) }
    }

    fileprivate var isSubquery: Bool {
        ["SCALAR SUBQUERY", "LIST SUBQUERY", "REUSE LIST SUBQUERY", "CORRELATED"]
            .contains { detail.hasPrefix($0) }
    }

    /// Whether a subquery stops at its first row, judged by its line.
    var isLeftEarly: Bool { isSubquery && !detail.contains("LIST SUBQUERY") }
}
