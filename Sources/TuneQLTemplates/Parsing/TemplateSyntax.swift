/// The kind of text that templates are written in.
package enum TemplateSyntax: Sendable, Hashable {
    /// SQL, whose comments are left as they are, and whose strings may hold lone `{%` and `{#`.
    case sql
    /// Any text, read as Jinja does.
    case plain
}
