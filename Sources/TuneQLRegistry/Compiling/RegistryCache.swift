import Glibc
import TuneQLText

/// The files with the compiled catalogs of directories that are not installed.
package enum RegistryCache {
    /// The file for the catalog of a directory.
    ///
    /// - Parameters:
    ///   - directory: The directory, which may be reached by several paths.
    ///   - environment: The environment, which may name the user's directory for caches.
    /// - Returns: The path of the file; nil when the environment names no directory.
    package static func file(for directory: String, environment: [String: String]) -> String? {
        guard let root = root(in: environment) else { return nil }
        let name = SHA256.hexDigest(of: Array(realPath(of: directory).utf8)).prefix(32)
        return "\(root)/tuneql/registries/\(name).catalog"
    }

    private static func root(in environment: [String: String]) -> String? {
        if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") { return cache }
        guard let home = environment["HOME"], !home.isEmpty else { return nil }
        return "\(home)/.cache"
    }

    private static func realPath(of path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
