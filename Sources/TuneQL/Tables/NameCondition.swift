import TuneQLCatalog

/// What a statement says of the names of a call's rows: `name = 'projects/…'`.
///
/// Services may answer with another spelling of the same name, the project's number in place of its
/// id. What the call was made with needs no second look, so such a name holds for its rows.
struct NameCondition: Hashable {
    /// The name that the statement has.
    var name: String
    /// What the row's own name has to spell besides what the call was made with; nil when the call was
    /// made with other values than the name spells, so that only the whole name will do.
    private var rest: [String: String]?

    /// Fails when the condition holds for all rows of the call.
    ///
    /// - Parameters:
    ///   - name: The name that the statement has.
    ///   - arguments: What the call is made with.
    ///   - template: How names of the resource are spelled.
    init?(_ name: String, for arguments: [String: String], _ template: NameTemplate?) {
        self.name = name
        guard let spelled = template?.arguments(from: name) else { return }
        let rest = spelled.filter { arguments[$0.key] != $0.value }
        guard !rest.isEmpty else { return nil }
        if rest.allSatisfy({ arguments[$0.key] == nil }) { self.rest = rest }
    }

    /// Whether a row with this name is meant.
    func holds(for rowName: String, _ template: NameTemplate?) -> Bool {
        if rowName == name { return true }
        guard let rest, let spelled = template?.arguments(from: rowName) else { return false }
        return rest.allSatisfy { spelled[$0.key] == $0.value }
    }
}

/// Which rows of a scan are meant by the names that its statement has.
struct NameCheck {
    private let template: NameTemplate?
    /// For each call the ways to be meant, each of conditions that all hold; none when all rows are.
    private let alternatives: [[[NameCondition]]]
    /// The calls whose rows had these names: two names may be one row's.
    private var seen: [String: Int] = [:]

    /// Fails when all rows are meant.
    init?(_ scan: Scan) {
        guard scan.checksNames else { return nil }
        template = scan.template
        alternatives = scan.nameConditions
    }

    /// Whether a row is meant, and was not found by another call before.
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
