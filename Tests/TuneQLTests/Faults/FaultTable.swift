import Glibc
import Synchronization

/// What became of the statements: a line for each fault, a column for each statement.
///
/// The file that `TUNEQL_FAULT_TABLE` names holds the table and its sums when the tests have ended.
final class FaultTable: Sendable {
    private struct State {
        /// By fault and statement: how often each outcome was seen, in the order of the first time.
        var cells: [String: [(name: String, count: Int)]] = [:]
        var rows: [String] = []
        var runs = 0
        var flaws: [FaultVerdict.Flaw: Int] = [:]
    }

    static let shared = FaultTable()

    private let state = Mutex(State())

    func record(_ row: String, _ column: String, _ outcome: String, _ flaws: [FaultVerdict.Flaw]) {
        state.withLock { state in
            state.runs += 1
            if !state.rows.contains(row) { state.rows.append(row) }
            var cell = state.cells[row + column, default: []]
            if let place = cell.firstIndex(where: { $0.name == outcome }) {
                cell[place].count += 1
            } else {
                cell.append((outcome, 1))
            }
            state.cells[row + column] = cell
            for flaw in flaws { state.flaws[flaw, default: 0] += 1 }
        }
    }

    /// Writes what is known so far; the last one to do so writes all.
    func write(to variable: String = "TUNEQL_FAULT_TABLE") {
        guard let path = getenv(variable) else { return }
        let text = state.withLock { Self.text($0) }
        guard let file = fopen(path, "w") else { return }
        fputs(text, file)
        fclose(file)
    }

    private static func text(_ state: State) -> String {
        let columns = FaultyStatement.all.map(\.description)
        let head = "| fault | " + columns.joined(separator: " | ") + " |\n"
        let line = String(repeating: "|---", count: columns.count + 1) + "|\n"
        let rows = state.rows.sorted().map { row in
            let cells = columns.map { column in
                (state.cells[row + column] ?? []).map { "\($0.count) \($0.name)" }
                    .joined(separator: ", ")
            }
            return "| \(row) | \(cells.joined(separator: " | ")) |\n"
        }
        let sums = FaultVerdict.Flaw.allCases.map {
            "\(state.flaws[$0, default: 0]) \($0.rawValue)"
        }
        return head + line + rows.joined()
            + "\n\(state.runs) runs: \(sums.joined(separator: ", ")), no hang and no crash\n"
    }
}
