import TuneQLCatalog
import TuneQLText

/// Suggestions for names that do not exist.
package enum NameSuggestion {
    /// A suggestion: a name with the same last part, or the nearest name; nil without either.
    package static func help(for name: String, among names: [String]) -> String? {
        let last = name.split(separator: ".").last.map(String.init) ?? name
        let nearest =
            names.first { $0.hasSuffix("." + last) } ?? Suggestion.nearest(to: last, among: names)
        return nearest.map { "did you mean \($0)?" }
    }

    /// The columns and parameters of the resources that a statement reads.
    package static func columns(of uses: [ResourceUse]) -> [String] {
        uses.flatMap { use in
            use.resource.columns.map(\.name) + use.resource.parameters.map(\.name)
        }
    }
}
