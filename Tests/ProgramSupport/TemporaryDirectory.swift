import Glibc

/// A directory of a test's own.
package enum TemporaryDirectory {
    /// Runs a body with an empty directory below `/tmp`, which is removed afterwards with all that is in it.
    package static func use<Result>(_ body: (String) throws -> Result) throws -> Result {
        var template = Array("/tmp/tuneql-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ProgramError("there is no temporary directory")
        }
        let path = String(
            decoding: template.dropLast().map { UInt8(bitPattern: $0) },
            as: UTF8.self
        )
        defer {
            _ = try? Program.run("/bin/rm", ["-r", path], environment: [:], directory: nil)
        }
        return try body(path)
    }
}
