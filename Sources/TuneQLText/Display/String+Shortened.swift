extension String {
    /// The text for use in a message: a long one is cut and ends in an ellipsis.
    package var shortened: String {
        utf8.count <= 200 ? self : String(prefix(100)) + "…"
    }
}
