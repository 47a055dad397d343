import Glibc
import TuneQLCatalog

/// The files that a command line names, with those in its directories.
enum ScriptFiles {
    /// The paths in their order, each directory's files sorted; `-` stays.
    ///
    /// - Throws: ``CommandError`` for a directory that cannot be read or has no scripts.
    static func paths(of arguments: [String]) throws(CommandError) -> [String] {
        var paths: [String] = []
        for argument in arguments {
            guard isDirectory(argument) else {
                paths.append(argument)
                continue
            }
            let found = try scripts(in: argument)
            guard !found.isEmpty else {
                throw CommandError("\(argument) has no .iql and no .sql files")
            }
            paths += found
        }
        return paths
    }

    private static func scripts(in directory: String) throws(CommandError) -> [String] {
        guard let names = DirectoryNames.visible(in: directory) else {
            let reason = String(cString: strerror(errno))
            throw CommandError("\(directory) cannot be read: \(reason)")
        }
        var found: [String] = []
        for name in names {
            let path = directory.hasSuffix("/") ? directory + name : "\(directory)/\(name)"
            if isDirectory(path) {
                found += try scripts(in: path)
            } else if Files.isNamedAsScript(path) {
                found.append(path)
            }
        }
        return found
    }

    private static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
