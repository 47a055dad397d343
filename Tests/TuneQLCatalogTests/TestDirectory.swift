import Glibc
import ProgramSupport
import Testing

/// A directory that is removed with its contents when the test ends.
final class TestDirectory {
    let path: String

    init() throws {
        var template = Array("/tmp/tuneql-test-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        _ = try? Program.run("/bin/rm", ["-r", path], environment: [:], directory: nil)
    }

    /// Writes a file in a directory that exists; returns its path.
    func write(_ text: String, to name: String) throws -> String {
        let file = try #require(fopen("\(path)/\(name)", "w"))
        let bytes = Array(text.utf8)
        #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
        fclose(file)
        return "\(path)/\(name)"
    }

    /// The names of the files of a directory.
    func files(_ name: String) throws -> [String] {
        let directory = try #require(opendir("\(path)/\(name)"))
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let text = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !text.hasPrefix(".") { names.append(text) }
        }
        return names.sorted()
    }
}
