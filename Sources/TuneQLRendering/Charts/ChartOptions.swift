/// The user's choices for charts.
package struct ChartOptions: Sendable, Hashable {
    /// The kind of chart; nil chooses it by the columns of the result.
    package var kind: ChartKind?
    /// Whether a terminal shows no more than ASCII.
    package var isASCII: Bool

    /// Charts of a kind.
    package init(_ kind: ChartKind? = nil, isASCII: Bool = false) {
        self.kind = kind
        self.isASCII = isASCII
    }
}
