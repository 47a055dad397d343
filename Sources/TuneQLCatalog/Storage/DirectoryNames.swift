import Glibc

/// The names of what is in a directory.
package enum DirectoryNames {
    /// Lists a directory, hidden names included, but without `.` and `..`.
    ///
    /// - Parameter path: The directory.
    /// - Returns: The names, sorted; nil when it cannot be read, with the reason in `errno`.
    package static func all(in path: String) -> [String]? {
        guard let stream = opendir(path) else { return nil }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Lists a directory without hidden names.
    ///
    /// - Parameter path: The directory.
    /// - Returns: The names, sorted; nil when it cannot be read, with the reason in `errno`.
    package static func visible(in path: String) -> [String]? {
        all(in: path)?.filter { !$0.hasPrefix(".") }
    }
}
