package import TuneQLCatalog

/// A condition of a statement on the names of a call's rows: `name = 'projects/…'`.
///
/// Services may respond with another spelling of the same name, with the project's number instead
/// of its id. The arguments of the call need no second check, so such a name matches its rows.
package struct NameCondition: Hashable {
    /// The name in the statement.
    package var name: String
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
    package init?(_ name: String, for arguments: [String: String], _ template: NameTemplate?) {
        self.name = name
        guard let spelled = template?.arguments(from: name) else { return }
        let rest = spelled.filter { arguments[$0.key]?.hasSameBytes(as: $0.value) != true }
        guard !rest.isEmpty else { return nil }
        if rest.allSatisfy({ arguments[$0.key] == nil }) { self.rest = rest }
    }

    /// Whether a row with this name matches.
    package func holds(for rowName: String, _ template: NameTemplate?) -> Bool {
        if rowName.hasSameBytes(as: name) { return true }
        guard let rest, let spelled = template?.arguments(from: rowName) else { return false }
        return rest.allSatisfy { spelled[$0.key]?.hasSameBytes(as: $0.value) == true }
    }
}

extension String {
    /// Whether two texts are equal to SQLite; to Swift, two spellings of one letter are equal too.
    fileprivate func hasSameBytes(as other: String) -> Bool {
        utf8.elementsEqual(other.utf8)
    }
}
