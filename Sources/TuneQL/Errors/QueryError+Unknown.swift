import TuneQLSyntax
import TuneQLText

extension QueryError {
    /// The error of a name that is none of a few, with the nearest of them or else all of them.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - kind: What it should name, such as `setting`.
    ///   - names: The names that exist.
    ///   - range: Where the statement spells it.
    /// - Returns: The error.
    static func unknown(
        _ name: String,
        _ kind: String,
        among names: [String],
        range: Range<Int>
    ) -> QueryError {
        let nearest = Suggestion.nearest(to: name, among: names)
        return QueryError(
            .unknownName,
            "there is no \(kind) \(name)",
            range: range,
            help: nearest.map { "did you mean \($0)?" }
                ?? "the \(kind)s are \(names.joined(separator: ", "))"
        )
    }
}
