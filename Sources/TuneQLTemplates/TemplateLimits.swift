/// The limits of what a template may make.
package struct TemplateLimits: Sendable, Hashable {
    package var outputBytes = 256 << 20
    /// The rounds of all loops together.
    package var rounds = 1_000_000
    package var includeDepth = 16

    package init() {}
}
