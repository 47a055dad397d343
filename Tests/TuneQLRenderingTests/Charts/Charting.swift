import TuneQLRendering

/// The columns of a chart as tests write them; names that end in `Time` are times.
func chartData(_ names: [String], _ rows: [[ChartValue]]) -> ChartData {
    let columns = names.map { RenderedColumn($0, $0.hasSuffix("Time") ? .timestamp : .text) }
    return ChartData(columns: columns, rows: rows)
}

/// A chart in a terminal without colours.
func drawn(
    _ data: ChartData,
    as kind: ChartKind? = nil,
    width: Int = 40,
    isASCII: Bool = false
) throws -> String {
    try TerminalChart(width: width, isASCII: isASCII).text(of: Chart(data, as: kind))
}

extension ChartValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByNilLiteral
{
    /// Makes text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// Makes a whole number.
    public init(integerLiteral value: Int64) { self = .number(ChartNumber(value)) }
    /// Makes a number.
    public init(floatLiteral value: Double) { self = .number(ChartNumber(value)) }
    /// Makes NULL.
    public init(nilLiteral: ()) { self = .null }
}
