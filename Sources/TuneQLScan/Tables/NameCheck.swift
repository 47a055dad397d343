package import TuneQLCatalog

/// Selects the rows of a scan by the names in its statement.
package struct NameCheck {
    private let template: NameTemplate?
    /// Each call's alternatives, each a list of conditions that all hold; none if all rows match.
    private let alternatives: [[[NameCondition]]]
    /// The calls whose rows had names of these bytes: two names may denote one row.
    private var seen: [[UInt8]: Int] = [:]

    /// A check of the rows of several calls.
    ///
    /// - Parameters:
    ///   - template: The form of the resource's names.
    ///   - alternatives: For each call its alternatives, each a list of conditions that all hold.
    package init(_ template: NameTemplate?, alternatives: [[[NameCondition]]]) {
        self.template = template
        self.alternatives = alternatives
    }

    /// The check of a scan; nil if all rows match.
    init?(_ scan: ScanRequest) {
        guard scan.checksNames else { return nil }
        self.init(scan.template, alternatives: scan.nameConditions)
    }

    /// Whether a row matches, and was not found by another call before.
    package mutating func admits(_ name: String?, of call: Int) -> Bool {
        guard alternatives[call].isEmpty || meets(alternatives[call], name) else { return false }
        guard let name else { return true }
        let bytes = Array(name.utf8)
        guard let other = seen[bytes] else {
            seen[bytes] = call
            return true
        }
        return other == call
    }

    private func meets(_ alternatives: [[NameCondition]], _ name: String?) -> Bool {
        guard let name else { return false }
        return alternatives.contains { $0.allSatisfy { $0.holds(for: name, template) } }
    }
}
