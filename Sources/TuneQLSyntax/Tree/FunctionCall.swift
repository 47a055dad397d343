package struct FunctionCall: Sendable {
    package var name: Identifier
    package var isDistinct = false
    /// Whether it is called like `count(*)`.
    package var hasStar = false
    package var arguments: [Expression] = []
    package var orderBy: [OrderingTerm] = []
    package var filter: Expression?
    package var window: WindowDefinition?
}

extension FunctionCall {
    private static let aggregates: Set = [
        "avg", "count", "group_concat", "json_group_array", "json_group_object", "median",
        "percentile", "percentile_cont", "percentile_disc", "string_agg", "sum", "total",
    ]

    /// Whether it makes one value of many rows, other than in a window.
    package var isAggregate: Bool {
        let name = name.text.lowercased()
        return window == nil
            && (hasStar || filter != nil || isDistinct || Self.aggregates.contains(name)
                || arguments.count == 1 && (name == "min" || name == "max"))
    }
}

/// A window of a window function.
package struct WindowDefinition: Sendable {
    /// Its own name in a WINDOW clause; elsewhere, the window named after OVER or the base window.
    package var name: Identifier?
    package var partitionBy: [Expression] = []
    package var orderBy: [OrderingTerm] = []
    /// The expressions before PRECEDING and FOLLOWING.
    package var frameBounds: [Expression] = []
    package var range: Range<Int>
}
