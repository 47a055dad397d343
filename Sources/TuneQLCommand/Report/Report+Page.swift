import TuneQLRendering

/// The page of a report.
extension Report {
    /// The page as one file.
    var page: String {
        var page = HTMLPage.opening(title: "Tuning jobs")
        page += "<header><h1>Tuning jobs</h1>\n<p class=\"soft\">\(MarkupText.escaped(scope))</p>"
        page += "</header>\n<main>\n\(warning)\(figures)"
        page += section("States", figure: states)
        page += section("Time line", figure: timeline)
        page += section("Durations", figure: durations)
        if !jobs.isEmpty { page += section("Billed tokens", tokenTable) }
        if count(.failed) > 0 { page += section("Failures", failureTable) }
        page += section("All jobs", jobTable)
        return page + "</main>\n</body>\n</html>\n"
    }

    /// Where the jobs are, and from when.
    private var scope: String {
        let places = "\(projects.joined(separator: ", ")) in \(locations.joined(separator: ", "))"
        let times = jobs.compactMap(\.created).map(Self.minute)
        guard let first = times.min(), let last = times.max() else { return places }
        return "\(places); created from \(first) to \(last) UTC"
    }

    /// Says that jobs are missing, and why.
    private var warning: String {
        guard !failures.isEmpty else { return "" }
        let reasons = failures.map { "<li>\(MarkupText.escaped($0))</li>" }.joined()
        return "<div class=\"warning\" role=\"alert\">This report is incomplete: jobs are missing "
            + "where calls failed.<ul>\(reasons)</ul></div>\n"
    }

    /// The most important numbers.
    private var figures: String {
        let open = count(.running, .waiting)
        let figures = [
            ("Jobs", ChartNumber(Int64(jobs.count)).text),
            ("Succeeded", ChartNumber(Int64(count(.succeeded))).text),
            ("Failed", ChartNumber(Int64(count(.failed))).text),
            ("Running or waiting", ChartNumber(Int64(open)).text),
            ("Billed tokens", ChartNumber(tokens).text),
            ("Median duration", medianSeconds.map(TimeScale.duration) ?? "–"),
        ]
        let list = figures.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" }.joined()
        return "<dl class=\"figures\">\(list)</dl>\n"
    }

    private func section(_ title: String, figure chart: Chart?) -> String {
        guard let chart else { return "" }
        return "<section><h2>\(title)</h2>\n\(HTMLPage.figure(chart))</section>\n"
    }

    private func section(_ title: String, _ table: HTMLTable) -> String {
        "<section><h2>\(title)</h2>\n\(table.text)</section>\n"
    }
}
