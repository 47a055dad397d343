import Glibc

/// Statements that were saved under names, a file each in `$XDG_CONFIG_HOME/tuneql/queries`.
struct SavedQueries {
    private let folder: String

    /// Finds the folder; nil without a home.
    init?() {
        guard let configuration = UserDirectory.configuration.path else { return nil }
        folder = configuration + "/queries"
    }

    /// The names, in order.
    var names: [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(Self.ending) {
                names.append(String(name.dropLast(Self.ending.count)))
            }
        }
        return names.sorted()
    }

    /// The statement of a name; nil when there is none.
    func statement(of name: String) -> String? {
        guard let path = path(name), Files.isReadable(path) else { return nil }
        return try? Files.text(of: path)
    }

    /// Saves a statement, in place of one of the same name.
    func save(_ statement: String, as name: String) throws(MetaError) {
        guard let path = path(name) else {
            throw MetaError("a name consists of letters, digits, - and _, not '\(name)'")
        }
        guard UserDirectory.make(folder), let file = SharedFile(path: path) else {
            throw MetaError("\(path) cannot be written: \(String(cString: strerror(errno)))")
        }
        file.replace(with: Array((statement + "\n").utf8))
    }

    /// Deletes a statement; returns whether there was one.
    func forget(_ name: String) -> Bool {
        path(name).map { unlink($0) == 0 } ?? false
    }

    private static let ending = ".sql"

    private func path(_ name: String) -> String? {
        let isName = name.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-" || $0 == "_"
        }
        return isName && !name.isEmpty ? "\(folder)/\(name)\(Self.ending)" : nil
    }
}
