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
        let state: String
        if let directory = getenv("XDG_STATE_HOME") {
            state = String(cString: directory)
        } else if let home = getenv("HOME") {
            state = String(cString: home) + "/.local/state"
        } else {
            return nil
        }
        let directory = state + "/tuneql"
        guard makeDirectory(directory) else { return nil }
        return directory + "/history"
    }

    private static func makeDirectory(_ path: String) -> Bool {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return true }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex,
            makeDirectory(String(path[..<slash]))
        else { return false }
        return mkdir(path, 0o700) == 0 || errno == EEXIST
    }
}
