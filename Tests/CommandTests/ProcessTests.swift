import ProgramSupport
import Testing

/// What the program makes of the descriptors that it is given, and what it leaves behind.
struct ProcessTests {
    private func shell(_ command: String) throws -> Program.Outcome {
        try Program.run(
            "/bin/sh",
            ["-c", command],
            environment: Program.environment.merging(["TUNEQL": Program.path]) { $1 },
            directory: "/tmp"
        )
    }

    @Test(
        arguments: [
            (#""$TUNEQL" exec 'SELECT x' 2>&-"#, "", "", 1),
            (#""$TUNEQL" exec 'SELECT 1 AS a' <&- 2>&-"#, "a\n1\n", "", 0),
            (
                #""$TUNEQL" exec 'SELECT 1' >&-"#, "",
                "error: writing failed: Bad file descriptor\n", 1
            ),
            (
                #""$TUNEQL" exec - <&-"#, "", "error: stdin cannot be read: Bad file descriptor\n",
                1
            ),
            (#""$TUNEQL" exec 'SELECT 1' <&- >&- 2>&-"#, "", "", 1),
        ] as [(String, String, String, Int32)]
    )
    func `a closed descriptor is not taken for another`(
        _ command: String,
        _ output: String,
        _ error: String,
        _ exitCode: Int32
    ) throws {
        let outcome = try shell(command)
        #expect(outcome == .init(output: output, error: error, exitCode: exitCode))
    }

    @Test(arguments: [
        "--version", "--help", "exec --help", "exec 'SELECT 1'", "exec -o json 'SELECT 1'",
        "emulator --port 0", "auth status --auth '{\"google\": {\"type\": \"null_auth\"}}'",
    ])
    func `what cannot be written is told`(_ arguments: String) throws {
        let outcome = try shell("\"$TUNEQL\" \(arguments) > /dev/full")
        #expect(outcome.error == "error: writing failed: No space left on device\n")
        #expect(outcome.exitCode == 1)
    }

    @Test(arguments: [
        ["SELECT \(endless)"], ["SELECT * FROM \"\(blanks)\""], ["SELECT 1 AS a, \(endless)(2)"],
        ["SHOW \(endless)"], ["SET \(endless) = 1"], ["USE \(endless)"],
        ["SELECT 'a' \(endless) b c"],
        ["DESCRIBE google.aiplatform.\(endless)"],
        ["EXEC google.aiplatform.tuning_jobs.\(endless)"],
        ["SELECT * FROM google.aiplatform.\(endless)"], ["SELECT {{ \(endless) }}"],
        ["INSERT INTO google.aiplatform.tuning_jobs (\(endless)) VALUES (1)"],
        [
            "INSERT INTO google.aiplatform.tuning_jobs (projectsId, locationsId, baseModel, \(endless)) VALUES (1, 2, 3, 4)"
        ],
        ["SELECT supervisedTuningSpec.\(endless) FROM google.aiplatform.tuning_jobs"],
        ["--\(endless)"], ["--endpoint", "\(endless)=http://x", "SELECT 1"],
        ["--limit", "google.aiplatform=\(endless)", "SELECT 1"], ["-i", endless],
        ["--var", "\(endless)=1", "SELECT 1"], ["-o", endless, "SELECT 1"],
        ["--database", "/\(endless)", "SELECT 1"], ["--registry", endless, "SHOW PROVIDERS"],
        ["CREATE TABLE t (a); CREATE TABLE t2 AS SELECT 1; DROP TABLE \"\(blanks)\""],
        ["SELECT regexp_like('a', '(\(endless)')"], ["SELECT json_extract('{}', '\(blanks)')"],
        ["SELECT RAISE(ABORT, '\(blanks)')"],
        ["SELECT 1 ORDER BY \"\(blanks)\" COLLATE \(endless)"],
    ])
    func `a message does not repeat endless names`(_ arguments: [String]) throws {
        let outcome = try Program.run(["exec", "--emulator"] + arguments)
        #expect(!outcome.error.isEmpty)
        for line in outcome.error.split(separator: "\n") {
            #expect(line.utf8.count < 700, "\(line)")
        }
    }

    private static let endless = String(repeating: "n", count: 5000)
    private static let blanks = String(repeating: "ab c ", count: 1000)
}
