package import TuneQLCalls
import TuneQLCatalog

/// The calls of a scan, one for each combination of its parameters' values, made on access.
///
/// Its size is that of the lists of values, not of their combinations.
package struct CallList: Sendable, Hashable {
    /// A parameter and its values.
    package struct Axis: Sendable, Hashable {
        /// The parameter's name.
        package var parameter: String
        /// The values, in the order of the calls.
        package var values: [String]

        /// A parameter and its values.
        package init(parameter: String, values: [String]) {
            self.parameter = parameter
            self.values = values
        }
    }

    /// The part that all calls have in common.
    private var template: MethodCall?
    /// The parameters with their values; the first one varies slowest.
    private var axes: [Axis] = []
    /// The numbers of the combinations that are called; nil for all of them.
    private var chosen: [Int]?
    /// Calls that are not combinations.
    private var others: [MethodCall] = []
    /// The number of calls.
    package private(set) var count = 0

    /// No calls.
    package init() {}

    /// Individual calls.
    package init(_ calls: [MethodCall]) {
        others = calls
        count = calls.count
    }

    /// A call for each combination of values.
    ///
    /// Nil if there are more combinations than an `Int` can count.
    package init?(_ template: MethodCall, _ axes: [Axis]) {
        guard let count = Self.product(of: axes.map(\.values.count)) else { return nil }
        self.template = template
        self.axes = axes
        self.count = count
    }

    /// The product of numbers; nil if it is too large for any list.
    package static func product(of counts: [Int]) -> Int? {
        guard !counts.contains(0) else { return 0 }
        return counts.reduce(Int?.some(1)) { product, count in
            guard let (product, isTooLarge) = product?.multipliedReportingOverflow(by: count) else {
                return nil
            }
            return isTooLarge ? nil : product
        }
    }

    /// Removes the combinations that are not wanted.
    package mutating func filter<Failure: Error>(
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

    /// Sets the field mask of all calls.
    package mutating func ask(for fields: String?) {
        template?.fields = fields
        for place in others.indices { others[place].fields = fields }
    }
}

extension CallList: RandomAccessCollection {
    /// Always 0.
    package var startIndex: Int { 0 }
    /// The number of calls.
    package var endIndex: Int { count }

    /// The call for the combination at a position.
    package subscript(place: Int) -> MethodCall {
        guard var call = template else { return others[place] }
        var number = chosen?[place] ?? place
        for axis in axes.reversed() {
            call.arguments[axis.parameter] = axis.values[number % axis.values.count]
            number /= axis.values.count
        }
        return call
    }
}
