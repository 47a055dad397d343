import TuneQLCalls
import TuneQLCatalog

/// The calls of a scan: one for each combination of its parameters' values, made as they are asked for.
///
/// It takes as much room as the lists of values, not as their combinations.
struct CallList: Sendable, Hashable {
    /// A parameter and its values.
    struct Axis: Sendable, Hashable {
        var parameter: String
        var values: [String]
    }

    /// What all calls have in common.
    private var template: MethodCall?
    /// The first one varies slowest.
    private var axes: [Axis] = []
    /// The numbers of the combinations that are called; nil for all of them.
    private var chosen: [Int]?
    /// Calls that are no combinations.
    private var others: [MethodCall] = []
    private(set) var count = 0

    /// No calls.
    init() {}

    /// Calls that are known one by one.
    init(_ calls: [MethodCall]) {
        others = calls
        count = calls.count
    }

    /// A call for each combination of values.
    ///
    /// Fails when there are more combinations than can be counted.
    init?(_ template: MethodCall, _ axes: [Axis]) {
        guard let count = Self.product(of: axes.map(\.values.count)) else { return nil }
        self.template = template
        self.axes = axes
        self.count = count
    }

    /// The product of numbers; nil when it is too large for any list.
    static func product(of counts: [Int]) -> Int? {
        guard !counts.contains(0) else { return 0 }
        return counts.reduce(Int?.some(1)) { product, count in
            guard let (product, isTooLarge) = product?.multipliedReportingOverflow(by: count) else {
                return nil
            }
            return isTooLarge ? nil : product
        }
    }

    /// Leaves out the combinations for which the answer is no.
    mutating func filter<Failure: Error>(
        _ isWanted: ([String: String]) throws(Failure) -> Bool
    ) throws(Failure) {
        var kept: [Int] = []
        for place in 0..<count where try isWanted(self[place].arguments) {
            kept.append(chosen?[place] ?? place)
        }
        guard kept.count < count else { return }
        if template == nil { others = kept.map { others[$0] } } else { chosen = kept }
        count = kept.count
    }

    /// Has every call ask for the same part of its answer.
    mutating func ask(for fields: String?) {
        template?.fields = fields
        for place in others.indices { others[place].fields = fields }
    }
}

extension CallList: RandomAccessCollection {
    var startIndex: Int { 0 }
    var endIndex: Int { count }

    subscript(place: Int) -> MethodCall {
        guard var call = template else { return others[place] }
        var number = chosen?[place] ?? place
        for axis in axes.reversed() {
            call.arguments[axis.parameter] = axis.values[number % axis.values.count]
            number /= axis.values.count
        }
        return call
    }
}
