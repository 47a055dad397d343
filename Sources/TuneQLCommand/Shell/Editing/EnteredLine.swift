/// The result of asking for a line.
enum EnteredLine {
    case text(String)
    /// Ctrl-C.
    case interrupted
    /// Ctrl-D on an empty line, or the end of the file.
    case end
}
