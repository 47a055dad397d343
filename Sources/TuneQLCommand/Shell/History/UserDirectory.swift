import Glibc

/// A directory of the user's for files of the shell, as the XDG base directories say.
enum UserDirectory {
    /// `$XDG_STATE_HOME/tuneql`, for what the shell has seen.
    case state
    /// `$XDG_CONFIG_HOME/tuneql`, for what the user has chosen.
    case configuration

    /// The directory's path; nil without a home.
    var path: String? {
        let (variable, standard) =
            switch self {
            case .state: ("XDG_STATE_HOME", ".local/state")
            case .configuration: ("XDG_CONFIG_HOME", ".config")
            }
        if let chosen = Self.variable(variable) { return chosen + "/tuneql" }
        return Self.variable("HOME").map { "\($0)/\(standard)/tuneql" }
    }

    /// A variable of the environment; nil when it is not set or empty.
    static func variable(_ name: String) -> String? {
        guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else {
            return nil
        }
        return value
    }

    /// Makes a directory, and those above it, for the user alone; returns whether it exists.
    static func make(_ path: String) -> Bool {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return true }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex,
            make(String(path[..<slash]))
        else { return false }
        return mkdir(path, 0o700) == 0 || errno == EEXIST
    }
}
