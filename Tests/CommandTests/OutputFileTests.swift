import Glibc
import ProgramSupport
import Testing

/// Files that the program writes: when, and for whom.
struct OutputFileTests {
    private static func mode(of path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
    }

    private static func text(of path: String) throws -> String {
        try Program.run("/bin/cat", [path], environment: [:], directory: nil).output
    }

    @Test(arguments: [
        "SELEC 1", "SELECT nothing", "SELECT * FROM google.aiplatform.tuning_jobs",
        "SELECT abs(column1) FROM (VALUES ('a'), (-9223372036854775808))",
    ])
    func `a file keeps what it holds until there is a result`(_ sql: String) throws {
        try TemporaryDirectory.use { directory in
            let (old, new) = ("\(directory)/old.json", "\(directory)/new.json")
            _ = try Program.run(["exec", "-o", "csv", "-H", "-f", old, "SELECT 'kept'"])
            for file in [old, new] {
                let outcome = try Program.run([
                    "exec", "--emulator", "-o", "json", "-f", file, sql,
                ])
                #expect(outcome.exitCode == 1)
            }
            #expect(try Self.text(of: old) == "kept\n")
            #expect(Self.mode(of: new) == nil)
        }
    }

    @Test func `a shorter result leaves nothing of what a file held, an empty one empties it`()
        throws
    {
        try TemporaryDirectory.use { directory in
            let file = "\(directory)/out.csv"
            for (sql, text) in [
                ("SELECT 'longer'; SELECT 'than that'", "longer\nthan that\n"),
                ("SELECT 1", "1\n"), ("SELECT 1 WHERE false", ""),
            ] {
                _ = try Program.run(["exec", "-H", "-f", file, sql])
                #expect(try Self.text(of: file) == text)
                #expect(Self.mode(of: file) == 0o600)
            }
        }
    }

    @Test(arguments: ["/nonexistent/out.csv", "/"])
    func `a place that cannot be written to is told before anything is done`(_ path: String) throws
    {
        let outcome = try Program.run(["exec", "--emulator", "-f", path, "SELEC 1"])
        #expect(outcome.error.hasPrefix("error: \(path) cannot be written: "))
        #expect(outcome.exitCode == 1)
    }

    @Test func `what statements write belongs to its owner alone`() throws {
        try TemporaryDirectory.use { directory in
            let (attached, copy) = ("\(directory)/attached.db", "\(directory)/copy.db")
            let outcome = try Program.run(
                "/bin/sh",
                [
                    "-c", #"umask 022; exec "$0" exec "$1""#, Program.path,
                    "ATTACH '\(attached)' AS a; CREATE TABLE a.t (x); VACUUM INTO '\(copy)'",
                ],
                environment: Program.environment,
                directory: nil
            )
            #expect(outcome.exitCode == 0, "\(outcome.error)")
            #expect(Self.mode(of: attached) == 0o600)
            #expect(Self.mode(of: copy) == 0o600)
        }
    }
}
