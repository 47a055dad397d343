/// The limits beyond which a YAML text counts as hostile.
package struct YAMLLimits: Sendable, Hashable {
    package var bytes: Int
    package var depth: Int
    /// The values of the whole tree, those of each alias counted again.
    package var nodes: Int

    /// The defaults have room for the largest provider documents that are published.
    package init(bytes: Int = 64 << 20, depth: Int = 128, nodes: Int = 8_000_000) {
        self.bytes = bytes
        self.depth = depth
        self.nodes = nodes
    }
}
