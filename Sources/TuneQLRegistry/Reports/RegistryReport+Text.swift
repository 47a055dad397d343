extension RegistryReport {
    /// Whether a part of the documents is absent from the catalog.
    package var hasLeftOut: Bool { problems.contains(where: \.isLeftOut) }

    /// The report as lines of text: each problem, what was read, and the problems by kind.
    ///
    /// - Parameter listsProblems: Whether each problem has a line of its own.
    /// - Returns: The lines, each with its line break.
    package func text(listsProblems: Bool = true) -> String {
        var parts: [String] = []
        if listsProblems, !problems.isEmpty {
            parts.append(problems.map(Self.line).joined(separator: "\n"))
        }
        parts.append(providerTable)
        parts.append(problems.isEmpty ? "nothing is left out" : summaryTable)
        return parts.joined(separator: "\n\n")
    }

    private static func line(of problem: DocumentProblem) -> String {
        problem.isLeftOut ? "\(problem)" : "\(problem) (read in part)"
    }

    private var providerTable: String {
        let rows = providers.map { provider in
            provider.isReadable
                ? [
                    provider.name, provider.version, "\(provider.services)",
                    "\(provider.resources)", "\(provider.methods)",
                ] : [provider.name, "", "0", "0", "0"]
        }
        let heading = ["provider", "version", "services", "resources", "methods"]
        return TextTable(rows: [heading] + rows, numbers: [2, 3, 4]).text
    }

    private var summaryTable: String {
        let rows = summary.map { ["\($0.kind.key)", "\($0.leftOut)", "\($0.reduced)"] }
        let heading = ["reason", "left out", "read in part"]
        return TextTable(rows: [heading] + rows, numbers: [1, 2]).text
    }
}
