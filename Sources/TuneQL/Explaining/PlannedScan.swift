import TuneQLScan

/// A line of EXPLAIN QUERY PLAN: `SCAN j VIRTUAL TABLE INDEX 0:list projectsId #1`.
struct PlannedScan {
    /// The alias, or else the name.
    var table: String
    var plan: ScanPlan

    init?(_ detail: String) {
        let marker = " VIRTUAL TABLE INDEX "
        guard let start = detail.firstRange(of: marker),
            let colon = detail[start.upperBound...].firstIndex(of: ":")
        else { return nil }
        var words = detail[detail.index(after: colon)...].split(separator: " ")
        // After the plan's own text SQLite reports outer joins.
        guard let end = words.lastIndex(where: { $0.hasPrefix("#") }) else { return nil }
        words.removeSubrange((end + 1)...)
        table = detail[..<start.lowerBound].split(separator: " ").dropFirst()
            .joined(separator: " ")
        plan = ScanPlan(text: words.joined(separator: " "))
    }
}
