import Glibc
import TuneQLCatalog
import TuneQLCompletion

/// The names of files that continue a path.
enum FileNames {
    /// The files and folders whose paths begin with a text; hidden ones after a dot.
    ///
    /// - Parameters:
    ///   - typed: The beginning of the path; `~/` stands for the user's folder.
    ///   - closing: What ends the path of a file, such as a quote.
    /// - Returns: The candidates, by name.
    static func candidates(beginning typed: String, closing: String = "") -> [Candidate] {
        let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
        let begun = typed.dropFirst(folder.count)
        let place = folder.isEmpty ? "./" : Self.path(folder)
        let names = DirectoryNames.all(in: place) ?? []
        return names.filter {
            $0.hasPrefix(begun) && (begun.hasPrefix(".") || !$0.hasPrefix("."))
        }.map { name in
            let isFolder = isDirectory(place + name)
            return Candidate(
                folder + name + (isFolder ? "/" : closing),
                .file,
                detail: isFolder ? "folder" : ""
            )
        }
    }

    private static func path(_ folder: String) -> String {
        guard folder.hasPrefix("~/"), let home = UserDirectory.variable("HOME") else {
            return folder
        }
        return home + folder.dropFirst()
    }

    private static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
