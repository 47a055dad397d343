package import Glibc

/// A folder for one test, removed when nothing refers to it.
package final class TemporaryFolder {
    /// The absolute path.
    package let path: String

    /// Makes an empty folder.
    package init() throws {
        var template = Array("/tmp/tuneql-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw FolderError(code: errno) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        removeTree(path)
    }

    /// Makes a folder inside.
    package func makeFolder(_ name: String) throws {
        guard mkdir("\(path)/\(name)", 0o700) == 0 else { throw FolderError(code: errno) }
    }

    /// Writes a file and returns its path.
    @discardableResult
    package func write(_ name: String, _ text: String, mode: mode_t = 0o600) throws -> String {
        let path = "\(path)/\(name)"
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, mode)
        guard file >= 0 else { throw FolderError(code: errno) }
        defer { close(file) }
        let bytes = Array(text.utf8)
        guard Glibc.write(file, bytes, bytes.count) == bytes.count else {
            throw FolderError(code: errno)
        }
        return path
    }
}

/// A call of the system that failed while a folder was filled.
package struct FolderError: Error {
    /// The `errno`.
    package let code: Int32
}

/// Removes the files of a folder, and the folder.
private func removeTree(_ path: String) {
    guard let folder = opendir(path) else { return }
    while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
            pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        guard name != ".", name != ".." else { continue }
        if unlink("\(path)/\(name)") != 0 { removeTree("\(path)/\(name)") }
    }
    closedir(folder)
    rmdir(path)
}
