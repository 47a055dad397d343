import ArgumentParser

/// The form of a list of mistakes.
enum DiagnosticFormat: String, WordChoice {
    /// For people: the place, the line with carets, and help.
    case text
    /// An array of objects.
    case json
    /// Annotations of GitHub Actions.
    case github
}
