/// A text with places where its lines may break.
indirect enum Layout: Sendable {
    case text(String)
    /// A blank, or a new line where the group around it breaks.
    case line
    /// Nothing, or a new line where the group around it breaks.
    case softLine
    /// Always a new line.
    case hardLine
    /// A new line before whatever follows, unless there is one anyway.
    case breakAfter
    /// A new line here, unless the line is empty so far.
    case breakBefore
    case nest(Int, Layout)
    /// Kept on one line if it fits there.
    case group(Layout)
    case sequence([Layout])

    static let empty = Layout.sequence([])
}
