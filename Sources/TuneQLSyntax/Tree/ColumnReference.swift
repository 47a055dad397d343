/// A dotted path that names a column, or something inside one.
///
/// `t.labels.team`, `p.s.r.state`, `labels['team']` and `tuningJobs.items[0].name` are all kept
/// whole: only the tables determine what the leading names mean.
package struct ColumnReference: Sendable, Hashable {
    package enum PathStep: Sendable, Hashable {
        case name(Identifier)
        /// An element of an array, from 0.
        case index(Int, range: Range<Int>)
    }

    /// Starts with a name.
    package var path: [PathStep]
    /// The first step that is a name in brackets: from there on, the path leads into a value.
    var firstBracketed: Int?
    package var range: Range<Int>

    /// The names before the first brackets.
    package var leadingNames: [Identifier] {
        var names: [Identifier] = []
        for step in path.prefix(firstBracketed ?? path.count) {
            guard case .name(let name) = step else { break }
            names.append(name)
        }
        return names
    }
}
