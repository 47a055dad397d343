import ProgramSupport

/// The table of targets in the documentation.
enum PartsTable {
    private static let page = "docs/architecture.md"

    /// The targets that each target imports, as the table gives them.
    ///
    /// A row is "| `TuneQLText` | does | JSON, SQLite |": the last cell leaves `TuneQL` out.
    static var parts: [String: Set<String>] {
        var parts: [String: Set<String>] = [:]
        let lines = (ProjectFiles.text(page) ?? "").split(separator: "\n")
        let table = lines.drop { !$0.hasPrefix("| Target |") }.prefix { $0.hasPrefix("|") }
        for row in table.dropFirst(2) {
            let cells = row.split(separator: "|", omittingEmptySubsequences: false)
            guard cells.count == 5 else { continue }
            let target = cells[1].filter { $0 != " " && $0 != "`" }
            parts[target] = Set(cells[3].split { ", ".contains($0) }.map(fullName))
        }
        return parts
    }

    private static func fullName(_ short: Substring) -> String {
        short == "TuneQL" ? "TuneQL" : "TuneQL" + short
    }
}
