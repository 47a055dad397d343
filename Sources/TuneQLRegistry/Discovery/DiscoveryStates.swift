import TuneQLCatalog

/// The states in which a row's work has ended, where their names say so.
struct DiscoveryStates {
    let column: String
    let terminal: [String]
    let success: [String]
    /// The states of work that was asked to stop.
    let cancelled: [String]
    let errorColumn: String?

    private static let successes: Set<String> = [
        "SUCCEEDED", "PARTIALLY_SUCCEEDED", "SUCCESS", "COMPLETED", "DONE",
    ]
    private static let failures: Set<String> = ["FAILED", "FAILURE"]
    private static let cancellations: Set<String> = ["CANCELLED", "CANCELED"]
    private static let otherEnds: Set<String> = [
        "EXPIRED", "ABORTED", "TIMEOUT", "TIMED_OUT", "INTERNAL_ERROR",
    ]

    /// Finds the states; nil unless a column has states of both success and failure.
    ///
    /// - Parameters:
    ///   - columns: The columns of the rows.
    ///   - types: The messages of the columns.
    init?(of columns: [Field], types: DiscoveryTypes) {
        for name in ["state", "status"] {
            guard let column = columns.first(where: { $0.name == name }),
                case .enumeration(let values) = column.type
            else { continue }
            let ends = Self.ends(of: values)
            func states(_ kinds: Set<String>) -> [String] {
                ends.filter { kinds.contains($0.end) }.map(\.value)
            }
            let success = states(Self.successes)
            guard !success.isEmpty, !states(Self.failures).isEmpty else { continue }
            self.column = name
            self.success = success
            cancelled = states(Self.cancellations)
            terminal = ends.filter { Self.isTerminal($0.end) }.map(\.value)
            errorColumn =
                columns.first { column in
                    guard column.name == "error", let message = column.type.ownMessage else {
                        return false
                    }
                    return types[message]?["code"] != nil && types[message]?["message"] != nil
                }?.name
            return
        }
        return nil
    }

    private static func isTerminal(_ end: String) -> Bool {
        [successes, failures, cancellations, otherEnds].contains { $0.contains(end) }
    }

    /// The values without the words that all of them begin with: `JOB_STATE_FAILED` is `FAILED`.
    private static func ends(of values: [String]) -> [(value: String, end: String)] {
        let words = values.map { $0.split(separator: "_").map(String.init) }
        var common = 0
        while let word = words.first?.dropFirst(common).first,
            words.allSatisfy({ $0.count > common + 1 && $0[common] == word })
        {
            common += 1
        }
        return zip(values, words).map { ($0, $1.dropFirst(common).joined(separator: "_")) }
    }
}
