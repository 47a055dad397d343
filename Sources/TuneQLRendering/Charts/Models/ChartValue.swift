/// A cell of a result that becomes a chart.
package enum ChartValue: Sendable, Hashable {
    case null
    case number(ChartNumber)
    case text(String)

    /// The number, also of a text such as the 64-bit integers of JSON.
    var number: ChartNumber? {
        switch self {
        case .null: return nil
        case .number(let number): return number
        case .text(let text):
            if let integer = Int64(text) { return ChartNumber(integer) }
            guard text.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return nil }
            return Double(text).map { ChartNumber($0) }
        }
    }

    /// The cell as a label.
    var label: String {
        switch self {
        case .null: "NULL"
        case .number(let number): number.text
        case .text(let text): text
        }
    }
}
