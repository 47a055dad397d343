import TuneQLCatalog
import TuneQLHTTP
import TuneQLSyntax

/// EXPLAIN ANALYZE: runs a query and tells what its scans have asked for and read.
extension Session {
    func analyze(_ query: Query, _ run: StatementRun) throws(QueryError) -> ResultSet {
        let uses = try resourceUses(in: run.statement)
        let statement = try prepare(try sql(for: query, run, uses), run, uses)
        let start = ContinuousClock.now
        var count = 0
        while let batch = try statement.nextBatch() { count += batch.count }
        let elapsed = start.duration(to: .now)
        let steps = Self.steps(statement.context.store.statistics)
        let names = [
            "step", "resource", "method", "scans", "calls", "pages", "rows", "bytes", "ms",
        ]
        return ResultSet(
            columns: names.map { ResultColumn(name: $0) },
            rows: steps.enumerated().map { [.integer(Int64($0 + 1))] + $1.values },
            message: "\(count) \(count == 1 ? "row" : "rows") in \(elapsed.readable), "
                + "\(run.token.budget.calls) requests\(run.token.work.cacheNote)"
        )
    }

    /// What the scans of one method of a resource have read together.
    private struct Step {
        var resource: String
        var method: String
        var scans = 0
        var calls = 0
        var read = PageList.Statistics()

        mutating func add(_ key: ScanStore.Key, _ other: PageList.Statistics) {
            read.start = scans == 0 ? other.start : min(read.start, other.start)
            read.end = scans == 0 ? other.end : max(read.end, other.end)
            scans += 1
            calls += key.calls.count - other.keptCalls.count
            read.pages += other.pages
            read.rows += other.rows
            read.bytes += other.bytes
        }

        var values: [Value] {
            let (seconds, attoseconds) = read.start.duration(to: read.end).components
            let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
            let counts = [scans, calls, read.pages, read.rows, read.bytes]
            return [.text(resource), .text(method)] + counts.map { .integer(Int64($0)) }
                + [.integer(milliseconds)]
        }
    }

    private static func steps(
        _ scans: [(key: ScanStore.Key, read: PageList.Statistics)]
    ) -> [Step] {
        var steps: [Step] = []
        for (key, read) in scans {
            guard let method = key.calls.first?.method.name else { continue }
            let place = steps.firstIndex { $0.resource == key.resource && $0.method == method }
            if place == nil { steps.append(Step(resource: key.resource, method: method)) }
            steps[place ?? steps.count - 1].add(key, read)
        }
        return steps
    }
}
