import TuneQL

/// The first line of the shell on a terminal.
enum Banner {
    /// The text, which fits a terminal of some columns.
    static func text(width: Int) -> String {
        let name = "tuneql v\(TuneQLVersion.current)"
        let full = "\(name): statements end with ; – help lists commands, quit or Ctrl-D leaves"
        return full.count <= width ? full : "\(name)\nEnd statements with ;\nhelp, quit (or Ctrl-D)"
    }
}
