import TuneQLScan

/// The calls of a statement's scans, predicted from runs over three kinds of made-up rows.
struct PredictedCalls {
    typealias Call = StatementContext.ExplainedCall

    /// The calls made before any row is known.
    private(set) var started: [Call]
    /// The calls made for rows, whatever their values.
    private(set) var possible: [Call] = []
    /// The scans that start without a value for one of their parameters, whatever the rows.
    private(set) var idle: Set<ScanPlace> = []

    /// The scans that call nothing, since lists contain the rows that they look up.
    private(set) var lookUps: Set<ScanPlace> = []

    /// The scans that called something for rows of any kind.
    let called: Set<ScanPlace>

    /// - Parameters:
    ///   - empty: The statement without rows.
    ///   - blank: With rows of NULLs; nil when that failed.
    ///   - sample: With rows of other values; nil when that failed.
    init(empty: StatementContext, blank: StatementContext?, sample: StatementContext?) {
        started = empty.explainedCalls
        let contexts = [empty, blank, sample].compactMap { $0 }
        called = Set(contexts.flatMap(\.explainedCalls).flatMap(\.places))
        guard let blank, let sample else { return }
        let first = Set(started.map(\.key))
        let second = Set(sample.explainedCalls.map(\.key))
        let begun = Set(empty.traits.mayRescan ? started.flatMap(\.calls) : [])
        let limited = Set(started.flatMap(\.places).filter(\.hasLimit))
        possible = blank.explainedCalls.filter {
            !first.contains($0.key) && second.contains($0.key)
                && limited.isDisjoint(with: $0.places)
        }
        for index in possible.indices {
            possible[index].calls.removeAll { begun.contains($0) }
        }
        lookUps = sample.lookUpPlaces.subtracting(called)
        idle = blank.idlePlaces.intersection(sample.idlePlaces).subtracting(called)
    }

    /// The scans whose calls are known.
    var places: Set<ScanPlace> { Set((started + possible).flatMap(\.places)) }
}

extension ScanPlace {
    /// Whether a LIMIT decides how much is read.
    var hasLimit: Bool { ScanPlan(text: plan).arguments.contains(.limit) }
}
