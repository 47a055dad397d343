import Glibc
import TuneQLCatalog
import TuneQLYAML

/// The file operations for reading provider documents.
package enum Directory {
    /// The names in a directory, sorted.
    static func names(at path: String) throws(DocumentError) -> [String] {
        guard let names = DirectoryNames.visible(in: path) else { throw lastError(at: path) }
        return names
    }

    static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    /// The bytes of a file.
    package static func contents(of path: String) throws(DocumentError) -> [UInt8] {
        // Without waiting: a named pipe has no writer.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0, let file = fdopen(descriptor, "rb") else {
            throw lastError(at: path)
        }
        defer { fclose(file) }
        var contents: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            contents.append(contentsOf: chunk.prefix(count))
            guard contents.count <= YAMLLimits().bytes else {
                throw DocumentError(.unreadable("it is too large"), document: path)
            }
            if count < chunk.count { break }
        }
        guard ferror(file) == 0 else { throw lastError(at: path) }
        return contents
    }

    private static func lastError(at path: String) -> DocumentError {
        DocumentError(.unreadable(String(cString: strerror(errno))), document: path)
    }
}
