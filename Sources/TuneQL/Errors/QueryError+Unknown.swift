import TuneQLSyntax
import TuneQLText

extension QueryError {
    /// The error of an unknown name, with the nearest existing name or else all of them as help.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - kind: What it should name, such as `setting`.
    ///   - names: The names that exist.
    ///   - range: The range of the name in the text.
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
