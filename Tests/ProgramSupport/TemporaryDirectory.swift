import Glibc

/// A directory for a single test.
package enum TemporaryDirectory {
    /// Runs a body with an empty directory, which is then removed with its contents.
    package static func use<Result>(_ body: (String) throws -> Result) throws -> Result {
        let path = try make()
        defer { remove(path) }
        return try body(path)
    }

    /// Runs a body with an empty directory, which is then removed with its contents.
    package static func use<Result>(
        _ body: (String) async throws -> Result
    ) async throws -> Result {
        let path = try make()
        defer { remove(path) }
        return try await body(path)
    }

    private static func make() throws -> String {
        var template = Array("/tmp/tuneql-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ProgramError("there is no temporary directory")
        }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func remove(_ path: String) {
        _ = try? Program.run("/bin/rm", ["-r", path], environment: [:], directory: nil)
    }
}
