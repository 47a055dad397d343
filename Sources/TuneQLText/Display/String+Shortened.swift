extension String {
    /// The text as a message can hold it: the start of a long one, with an ellipsis.
    package var shortened: String {
        utf8.count <= 200 ? self : String(prefix(100)) + "…"
    }
}
