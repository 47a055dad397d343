/// A parameter whose value is bound before the statement runs.
package struct Variable: Sendable, Hashable {
    /// With its sign: `?`, `?1`, `:name`, `@name`, `$name`.
    package var name: String
    package var range: Range<Int>
}
