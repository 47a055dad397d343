extension String {
    /// The text for use in a message: of a long one the start, with an ellipsis.
    package var shortened: String {
        utf8.count <= 200 ? self : String(prefix(100)) + "…"
    }
}
