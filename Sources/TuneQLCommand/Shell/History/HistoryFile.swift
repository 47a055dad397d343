import Glibc

/// The file of statements entered in the shell: `$XDG_STATE_HOME/tuneql/history`.
enum HistoryFile {
    /// The file's path, in a directory that is created if necessary; nil if there is none.
    ///
    /// `TUNEQL_HISTORY` names another file, or none when it is empty.
    static func path() -> String? {
        if let chosen = getenv("TUNEQL_HISTORY") {
            let path = String(cString: chosen)
            return path.isEmpty ? nil : path
        }
        guard let directory = UserDirectory.state.path, UserDirectory.make(directory) else {
            return nil
        }
        return directory + "/history"
    }
}
