import TuneQLCompletion
import TuneQLText

/// The candidates below the line, in columns that fit the terminal.
enum CandidateList {
    /// The most candidates that are shown; more would push the statement off the screen.
    private static let limit = 60

    /// The lines of a list: each candidate with what it is, in columns from top to bottom.
    static func lines(_ candidates: [Candidate], width: Int) -> [String] {
        let labels = candidates.prefix(limit).map { label($0, width: width) }
        let widest = labels.map { DisplayWidth.width(of: $0) }.max() ?? 0
        let columns = max(1, (width - 1 + 2) / (widest + 2))
        let rows = (labels.count + columns - 1) / columns
        var lines = (0..<rows).map { row in
            stride(from: row, to: labels.count, by: rows).map { index in
                guard index + rows < labels.count else { return labels[index] }
                let gap = widest + 2 - DisplayWidth.width(of: labels[index])
                return labels[index] + String(repeating: " ", count: gap)
            }.joined()
        }
        if candidates.count > limit { lines.append("… and \(candidates.count - limit) more") }
        return lines
    }

    /// A name and what it is, cut where it is wider than the terminal.
    private static func label(_ candidate: Candidate, width: Int) -> String {
        let note = candidate.detail.isEmpty ? candidate.kind.rawValue : candidate.detail
        let label = candidate.kind == .keyword ? candidate.text : "\(candidate.text) (\(note))"
        guard DisplayWidth.width(of: label) >= width else { return label }
        let room = max(1, width - 2)
        return String(candidate.text.prefix(room)) + (candidate.text.count > room ? "…" : "")
    }
}
