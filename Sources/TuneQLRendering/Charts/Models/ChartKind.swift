/// The kinds of charts; the raw values are the names users type.
package enum ChartKind: String, Sendable, Hashable, CaseIterable {
    case bars, histogram, timeline, spark
}
