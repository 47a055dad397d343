import Glibc

/// The files of the project.
package enum ProjectFiles {
    /// The project's directory.
    package static let root = #filePath.split(separator: "/").dropLast(3)
        .reduce(into: "") { $0 += "/" + $1 }

    /// The text of a file, by its path in the project; nil when there is none.
    package static func text(_ path: String) -> String? {
        guard let stream = fopen("\(root)/\(path)", "r") else { return nil }
        defer { fclose(stream) }
        return String(decoding: allBytes(of: stream), as: UTF8.self)
    }

    /// Writes a file, or removes it when the text is empty.
    package static func write(_ text: String, to path: String) throws {
        guard !text.isEmpty else {
            unlink("\(root)/\(path)")
            return
        }
        guard let stream = fopen("\(root)/\(path)", "w") else {
            throw ProgramError("\(path) cannot be written")
        }
        defer { fclose(stream) }
        let bytes = Array(text.utf8)
        fwrite(bytes, 1, bytes.count, stream)
    }

    /// The names in a directory, in order.
    package static func names(in path: String) -> [String] {
        guard let directory = opendir("\(root)/\(path)") else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    /// Whether expected results are to be rewritten: `UPDATE_SCENARIOS=1`.
    package static let isUpdating = getenv("UPDATE_SCENARIOS") != nil
}
