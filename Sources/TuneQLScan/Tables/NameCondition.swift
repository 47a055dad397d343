import TuneQLCatalog

/// A condition of a statement on the names of a call's rows: `name = 'projects/…'`.
///
/// Services may respond with another spelling of the same name, with the project's number instead
/// of its id. The arguments of the call need no second check, so such a name matches its rows.
struct NameCondition: Hashable {
    /// The name in the statement.
    var name: String
    /// The values that a row's name has to spell besides the call's arguments.
    ///
    /// Nil if the call was made with other values than the name spells, so that only the whole name
    /// matches.
    private var rest: [String: String]?

    /// Makes a condition; nil if it holds for all rows of the call.
    ///
    /// - Parameters:
    ///   - name: The name in the statement.
    ///   - arguments: The arguments of the call.
    ///   - template: The form of the resource's names.
    init?(_ name: String, for arguments: [String: String], _ template: NameTemplate?) {
        self.name = name
        guard let spelled = template?.arguments(from: name) else { return }
        let rest = spelled.filter { arguments[$0.key] != $0.value }
        guard !rest.isEmpty else { return nil }
        if rest.allSatisfy({ arguments[$0.key] == nil }) { self.rest = rest }
    }

    /// Whether a row with this name matches.
    func holds(for rowName: String, _ template: NameTemplate?) -> Bool {
        if rowName == name { return true }
        guard let rest, let spelled = template?.arguments(from: rowName) else { return false }
        return rest.allSatisfy { spelled[$0.key] == $0.value }
    }
}

/// Selects the rows of a scan by the names in its statement.
struct NameCheck {
    private let template: NameTemplate?
    /// Each call's alternatives, each a list of conditions that all hold; none if all rows match.
    private let alternatives: [[[NameCondition]]]
    /// The calls whose rows had these names: two names may denote one row.
    private var seen: [String: Int] = [:]

    /// Makes a check; nil if all rows match.
    init?(_ scan: ScanRequest) {
        guard scan.checksNames else { return nil }
        template = scan.template
        alternatives = scan.nameConditions
    }

    /// Whether a row matches, and was not found by another call before.
    mutating func admits(_ name: String?, of call: Int) -> Bool {
        guard alternatives[call].isEmpty || meets(alternatives[call], name) else { return false }
        guard let name else { return true }
        guard let other = seen[name] else {
            seen[name] = call
            return true
        }
        return other == call
    }

    private func meets(_ alternatives: [[NameCondition]], _ name: String?) -> Bool {
        guard let name else { return false }
        return alternatives.contains { $0.allSatisfy { $0.holds(for: name, template) } }
    }
}
