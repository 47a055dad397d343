import TuneQLCatalog
import TuneQLText

/// Suggestions for names that do not exist.
package enum NameSuggestion {
    /// A suggestion: a name with the same last part, or the nearest name; nil without either.
    ///
    /// For `row.zoen`, it is the nearest of the rows' own values.
    package static func help(for name: String, among names: [String]) -> String? {
        let last = name.split(separator: ".").last.map(String.init) ?? name
        let nearest =
            nearestOwn(to: name, among: names) ?? names.first { $0.isSameName(as: last) }
            ?? names.first { $0.hasSuffix("." + last) }
            ?? Suggestion.nearest(to: last, among: names)
        return nearest.map { "did you mean \($0)?" }
    }

    private static func nearestOwn(to name: String, among names: [String]) -> String? {
        let parts = name.split(separator: ".").suffix(2)
        guard parts.count == 2, parts.first?.lowercased() == SharedColumn.qualifier else {
            return nil
        }
        let own = names.filter { $0.hasPrefix("\(SharedColumn.qualifier).") }
        return Suggestion.nearest(to: parts.joined(separator: "."), among: own)
    }

    /// The columns and parameters of the resources that a statement reads.
    package static func columns(of uses: [ResourceUse]) -> [String] {
        uses.flatMap { use in
            use.resource.columns.map(\.name) + use.resource.parameters.map(\.name)
                + use.resource.sharedColumns.map(\.ownName)
        }
    }
}
